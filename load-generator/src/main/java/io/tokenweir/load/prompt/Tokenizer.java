package io.tokenweir.load.prompt;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/** Counts tokens of a text by o200k. Its tables take a second to load, at the first count. Thread-safe. */
final class Tokenizer {
    private Tokenizer() {}

    private static final class Loaded {
        static final Encoding ENCODING = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }

    static int count(String text) {
        return Loaded.ENCODING.countTokensOrdinary(text);
    }
}
