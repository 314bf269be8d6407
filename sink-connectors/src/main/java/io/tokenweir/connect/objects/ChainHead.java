package io.tokenweir.connect.objects;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.kafka.common.TopicPartition;

/**
 * Where a chain begins since its older objects were expired, and what was expired, added up over all times, so that a
 * copy that still holds those rows can be held against it. Published before anything is deleted, as an object of its own
 * per position: {@code _heads/<topic>/partition=<P>/<position, 20 digits>+<rows>+<hash>.json}; the highest position counts.
 *
 * @param position first offset of the chain
 * @param rows rows in all objects before it
 * @param hash {@link ContentHash} of those
 */
record ChainHead(long position, long rows, long hash) {
    static final String FOLDER = "_heads/";
    static final ChainHead BEGINNING = new ChainHead(0, 0, 0);

    private static final Pattern NAME = Pattern.compile("_heads/.+/(\\d{20})\\+(\\d{1,18})\\+([0-9a-f]{16})\\.json");

    /** The head that counts. */
    static ChainHead read(ObjectStore store, TopicPartition partition) throws IOException {
        List<String> keys = store.keys(folder(partition));
        ChainHead head = BEGINNING;
        for (String key : keys) {
            Optional<ChainHead> found = parse(key);
            if (found.isPresent() && found.get().position > head.position) {
                head = found.get();
            }
        }
        return head;
    }

    private static Optional<ChainHead> parse(String key) {
        Matcher matcher = NAME.matcher(key);
        return matcher.matches()
                ? Optional.of(new ChainHead(
                        Long.parseLong(matcher.group(1)),
                        Long.parseLong(matcher.group(2)),
                        Long.parseUnsignedLong(matcher.group(3), 16)))
                : Optional.empty();
    }

    void publish(ObjectStore store, TopicPartition partition) throws IOException {
        String text =
                "{\"topic\":\"" + partition.topic() + "\",\"partition\":" + partition.partition() + ",\"position\":"
                        + position + ",\"expiredRows\":" + rows + ",\"expiredHash\":\"" + ChunkInfo.hex(hash) + "\"}\n";
        String name = String.format("%020d+%d+%s.json", position, rows, ChunkInfo.hex(hash));
        store.replace(folder(partition) + name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String folder(TopicPartition partition) {
        return FOLDER + partition.topic() + "/partition=" + partition.partition() + "/";
    }
}
