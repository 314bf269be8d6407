package io.tokenweir.simulator.openai;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The vector of a text: the sum of a fixed random direction for each of its words, scaled to length 1. So the same text
 * always has the same vector, and texts that share words are near each other.
 */
final class Embedding {
    /** Words that count; beyond them a text only costs time. */
    private static final int MOST_WORDS = 256;

    private Embedding() {}

    static float[] of(String text, int dimensions) {
        double[] sum = new double[dimensions];
        String[] words = text.toLowerCase(Locale.ROOT).trim().split("\\s+", MOST_WORDS + 1);
        for (int w = 0; w < Math.min(words.length, MOST_WORDS); w++) {
            SplittableRandom random = new SplittableRandom(words[w].hashCode());
            for (int i = 0; i < dimensions; i++) {
                sum[i] += random.nextDouble(-1, 1);
            }
        }
        double length = 0;
        for (double each : sum) {
            length += each * each;
        }
        float[] vector = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) (sum[i] / Math.sqrt(length));
        }
        return vector;
    }

    /** The numbers as little-endian floats in base 64, which the SDKs ask for. */
    static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
