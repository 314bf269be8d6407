package io.tokenweir.simulator.openai;

import java.util.function.Function;

import io.tokenweir.simulator.account.KeyOwner;
import io.tokenweir.simulator.api.ServedRequest;
import io.tokenweir.simulator.api.VendorVoice;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.serve.AnswerFrames;
import io.tokenweir.simulator.serve.Dialect;
import io.tokenweir.simulator.serve.Prepared;

/** Chat completions, or legacy completions. */
record CompletionDialect(VendorVoice voice, Function<Request, CompletionRequest> reader) implements Dialect {

    @Override
    public Call read(Request request, KeyOwner owner) {
        CompletionRequest completion = reader.apply(request);
        return new Call() {
            @Override
            public ServedRequest request() {
                return completion.served();
            }

            @Override
            public AnswerFrames frames(Prepared prepared) {
                return new CompletionFrames(completion, prepared);
            }
        };
    }
}
