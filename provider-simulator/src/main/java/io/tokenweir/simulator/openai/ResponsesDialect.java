package io.tokenweir.simulator.openai;

import io.tokenweir.simulator.api.ServedRequest;
import io.tokenweir.simulator.api.VendorVoice;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.serve.AnswerFrames;
import io.tokenweir.simulator.serve.Dialect;
import io.tokenweir.simulator.serve.Prepared;

/** The Responses API. */
record ResponsesDialect(VendorVoice voice, boolean obfuscation) implements Dialect {

    @Override
    public Call read(Request request) {
        ResponsesRequest asked = ResponsesReader.read(request, obfuscation);
        return new Call() {
            @Override
            public ServedRequest request() {
                return asked.served();
            }

            @Override
            public AnswerFrames frames(Prepared prepared) {
                return new ResponsesFrames(asked, prepared);
            }
        };
    }
}
