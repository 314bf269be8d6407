package io.tokenweir.simulator.serve;

import io.tokenweir.simulator.account.KeyOwner;
import io.tokenweir.simulator.api.ServedRequest;
import io.tokenweir.simulator.api.VendorVoice;
import io.tokenweir.simulator.http.Request;

/** One endpoint's language: how its requests are read, and how it writes answers and errors. Thread-safe. */
public interface Dialect {
    VendorVoice voice();

    /** @throws io.tokenweir.simulator.api.ServedError when the request cannot be understood */
    Call read(Request request, KeyOwner owner);

    /** What is said to a request that is longer than the model's context. */
    default String tooLong(int promptTokens, int maxTokens, int contextTokens) {
        return "This model's maximum context length is " + contextTokens + " tokens. However, you requested "
                + ((long) promptTokens + maxTokens) + " tokens (" + promptTokens + " in the messages, " + maxTokens
                + " in the completion). Please reduce the length of the messages or completion.";
    }

    /** A request that was understood. */
    interface Call {
        ServedRequest request();

        AnswerFrames frames(Prepared prepared);

        /** Whether a stream says something in its long silences. */
        default boolean keepsAwake() {
            return false;
        }

        /** Whether only the prompt is read, and nothing generated. */
        default boolean silent() {
            return false;
        }
    }
}
