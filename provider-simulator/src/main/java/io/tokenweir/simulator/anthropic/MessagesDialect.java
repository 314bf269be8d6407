package io.tokenweir.simulator.anthropic;

import io.tokenweir.simulator.account.KeyOwner;
import io.tokenweir.simulator.api.ServedRequest;
import io.tokenweir.simulator.api.VendorVoice;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.serve.AnswerFrames;
import io.tokenweir.simulator.serve.Dialect;
import io.tokenweir.simulator.serve.Prepared;

/** The Messages API. */
record MessagesDialect(VendorVoice voice, MessagesReader reader) implements Dialect {

    @Override
    public Call read(Request request, KeyOwner owner) {
        ServedRequest served = reader.read(request, false);
        return new Call() {
            @Override
            public ServedRequest request() {
                return served;
            }

            @Override
            public boolean keepsAwake() {
                return true;
            }

            @Override
            public AnswerFrames frames(Prepared prepared) {
                return new MessageFrames(prepared);
            }
        };
    }

    @Override
    public String tooLong(int promptTokens, int maxTokens, int contextTokens) {
        return promptTokens > contextTokens
                ? "prompt is too long: " + promptTokens + " tokens > " + contextTokens + " maximum"
                : "input length and `max_tokens` exceed context limit: " + promptTokens + " + " + maxTokens + " > "
                        + contextTokens + ", decrease input length or `max_tokens` and try again";
    }
}
