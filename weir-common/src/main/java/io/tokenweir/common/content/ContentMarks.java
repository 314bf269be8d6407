package io.tokenweir.common.content;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells whether one text stands inside another when neither is kept: whether the prompt of an application's upstream call holds
 * what its user asked.
 *
 * <p>Every run of four words is hashed, and the smallest hashes are kept (Broder 1997, "On the resemblance and containment of
 * documents"). Winnowing (Schleimer, Wilkerson, Aiken 2003) would mark every stretch of a text, but its marks grow with the text;
 * here their number is bounded, and a list that was cut says so by a last {@value #CUT}. What is smaller than the largest mark of
 * a cut list is in it if it was in the text, so of the asked marks just those are compared: the share is not biased by the cut,
 * only coarser. Two texts that share no four words share no mark, but for one pair of hashes in 2<sup>32</sup>.
 *
 * <p>Words are runs of letters and digits in lower case; an ideograph is a word of its own. So punctuation, line breaks and
 * quoting around the text do not matter. The hashes are keyed by the run: marks of two runs have nothing in common, and no table
 * made beforehand tells what was asked. (Who knows the run's id can still test a guess.)
 *
 * <p>Immutable, thread-safe. Not for the measured path: a text costs a pass over it and a sort.
 */
public final class ContentMarks {
    /** Most marks of a user's request. */
    public static final int MOST_ASKED = 16;

    /** Most marks of an upstream call, whose prompt may hold much beside what the user asked. */
    public static final int MOST_HELD = 512;

    /** Last in a list that was cut. */
    static final long CUT = -1;

    private static final int WORDS = 4;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final int LEAST_TEXTS = 3;

    private final long key;

    private ContentMarks(long key) {
        this.key = key;
    }

    /** Marks of one run. */
    public static ContentMarks keyedBy(String runId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("content marks of " + runId).getBytes(StandardCharsets.UTF_8));
            return new ContentMarks(ByteBuffer.wrap(digest).getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /** Of what a user asks; empty below four words. */
    public List<Long> asked(String text) {
        return smallest(text, MOST_ASKED);
    }

    /** Of the prompt of an upstream call: best of the last message in the user's role, for older ones hold older questions. */
    public List<Long> held(String text) {
        return smallest(text, MOST_HELD);
    }

    /**
     * The share of what was asked that is held, from 0 to 1; 0 too when nothing can be compared.
     *
     * @param boilerplate marks that say nothing, see {@link #boilerplate}
     */
    public static double share(List<Long> asked, List<Long> held, Set<Long> boilerplate) {
        long last = reach(held);
        Set<Long> there = new HashSet<>(held);
        int compared = 0;
        int found = 0;
        for (long mark : asked) {
            if (mark == CUT || mark > last || boilerplate.contains(mark)) {
                continue;
            }
            compared++;
            found += there.contains(mark) ? 1 : 0;
        }
        return compared == 0 ? 0 : (double) found / compared;
    }

    /** The share of what was asked that is held, where nothing is known to be boilerplate. */
    public static double share(List<Long> asked, List<Long> held) {
        return share(asked, held, Set.of());
    }

    /**
     * Marks that more than half of the different texts have whose list reaches so far, of three texts or more: words that every
     * user's request has around what the user asks, and which tell no user from another. Missed is what only one list reaches.
     */
    public static Set<Long> boilerplate(Iterable<List<Long>> asked) {
        Set<List<Long>> texts = new HashSet<>();
        asked.forEach(texts::add);
        if (texts.size() < LEAST_TEXTS) {
            return Set.of();
        }
        long[] reach = texts.stream().mapToLong(ContentMarks::reach).sorted().toArray();
        Map<Long, Integer> counts = new HashMap<>();
        for (List<Long> text : texts) {
            text.forEach(mark -> counts.merge(mark, 1, Integer::sum));
        }
        Set<Long> common = new HashSet<>();
        counts.forEach((mark, count) -> {
            // a list that ends before the mark says nothing about it
            int at = Arrays.binarySearch(reach, mark);
            int first = at < 0 ? -at - 1 : at;
            if (count > 1 && count * 2 > reach.length - first) {
                common.add(mark);
            }
        });
        return common;
    }

    /** Up to which mark a list says whether it is in the text. */
    private static long reach(List<Long> marks) {
        int size = marks.size();
        boolean cut = size > 1 && marks.get(size - 1) == CUT;
        return cut ? marks.get(size - 2) : Long.MAX_VALUE;
    }

    private List<Long> smallest(String text, int most) {
        long[] hashes = shingles(text);
        Arrays.sort(hashes);
        List<Long> marks = new ArrayList<>(Math.min(most, hashes.length) + 1);
        for (int i = 0; i < hashes.length; i++) {
            if (i > 0 && hashes[i] == hashes[i - 1]) {
                continue;
            }
            if (marks.size() == most) {
                marks.add(CUT);
                break;
            }
            marks.add(hashes[i]);
        }
        return List.copyOf(marks);
    }

    /** One hash of 32 bits for each run of words, so that a mark takes five bytes. */
    private long[] shingles(String text) {
        long[] hashes = new long[text.length() / (2 * WORDS) + WORDS];
        int count = 0;
        long[] words = new long[WORDS];
        int seen = 0;
        int at = 0;
        while (at < text.length()) {
            int code = text.codePointAt(at);
            if (!Character.isLetterOrDigit(code)) {
                at += Character.charCount(code);
                continue;
            }
            long word = key;
            boolean alone;
            do {
                word = (word ^ Character.toLowerCase(code)) * GOLDEN;
                word ^= word >>> 32;
                alone = Character.isIdeographic(code);
                at += Character.charCount(code);
                code = at < text.length() ? text.codePointAt(at) : 0;
            } while (!alone && Character.isLetterOrDigit(code) && !Character.isIdeographic(code));
            words[seen++ % WORDS] = word;
            if (seen >= WORDS) {
                if (count == hashes.length) {
                    hashes = Arrays.copyOf(hashes, count * 2);
                }
                hashes[count++] = shingle(words, seen);
            }
        }
        return Arrays.copyOf(hashes, count);
    }

    private static long shingle(long[] words, int from) {
        long hash = 0;
        for (int i = from; i < from + WORDS; i++) {
            hash = (hash ^ words[i % WORDS]) * GOLDEN;
            hash ^= hash >>> 29;
        }
        return hash >>> 32;
    }
}
