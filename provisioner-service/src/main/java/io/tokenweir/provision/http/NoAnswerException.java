package io.tokenweir.provision.http;

import java.io.IOException;

/** A call had no answer; the message says why, in words that go on after "had no answer:", and holds no secret. */
final class NoAnswerException extends IOException {
    NoAnswerException(String why) {
        super(why);
    }

    NoAnswerException(String why, Throwable cause) {
        super(why, cause);
    }
}
