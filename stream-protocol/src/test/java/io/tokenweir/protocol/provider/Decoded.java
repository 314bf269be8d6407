package io.tokenweir.protocol.provider;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What a decoder made of a whole stream: everything that the meter will look at. */
record Decoded(
        List<DeltaKind> arrivals,
        boolean sawEnd,
        String finishReason,
        Usage usage,
        String id,
        String model,
        ErrorBody error,
        String malformed) {

    /** Fed whole. */
    static Decoded of(Api api, String stream) {
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        return pieces(api, bytes, bytes.length == 0 ? new int[0] : new int[] {bytes.length});
    }

    /** Fed in two pieces. */
    static Decoded split(Api api, byte[] stream, int at) {
        return pieces(api, stream, new int[] {at, stream.length - at});
    }

    /** Fed in pieces of random sizes, from single bytes to several events. */
    static Decoded random(Api api, byte[] stream, Random random) {
        int longest = 1 + random.nextInt(300);
        int[] sizes = new int[stream.length];
        int count = 0;
        for (int at = 0; at < stream.length; at += sizes[count++]) {
            sizes[count] = Math.min(stream.length - at, 1 + random.nextInt(longest));
        }
        return pieces(api, stream, Arrays.copyOf(sizes, count));
    }

    /** Each piece is fed from a buffer that is overwritten afterwards, as a read buffer is. */
    private static Decoded pieces(Api api, byte[] stream, int[] sizes) {
        StreamDecoder decoder = api.adapter(null).newDecoder();
        decoder.reset();
        List<DeltaKind> arrivals = new ArrayList<>();
        int at = 0;
        for (int size : sizes) {
            byte[] buffer = new byte[size + 7];
            System.arraycopy(stream, at, buffer, 3, size);
            decoder.feed(buffer, 3, size, arrivals::add);
            Arrays.fill(buffer, (byte) '}');
            at += size;
        }
        return of(decoder, arrivals);
    }

    /** What a decoder says that was fed. */
    static Decoded of(StreamDecoder decoder, List<DeltaKind> arrivals) {
        return new Decoded(
                arrivals,
                decoder.sawEnd(),
                decoder.finishReason(),
                decoder.usage(),
                decoder.id(),
                decoder.model(),
                decoder.error(),
                decoder.malformed());
    }
}
