package io.tokenweir.simulator.answer;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/** o200k. Loaded on first use: it takes half a second and tens of megabytes, once for the whole process. */
final class Vocabulary {
    static final Encoding O200K = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

    private Vocabulary() {}
}
