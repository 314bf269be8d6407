package io.tokenweir.connect.objects;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Deletes the oldest objects of a chain. First the new head is recorded, with rows and hash of what goes; then objects are
 * deleted, the oldest first. A crash in between leaves objects before the head, which nobody counts and the next expiry
 * deletes. The last object always stays: it says where the chain goes on. Pure but for the store; one thread.
 */
final class ChainExpirer {
    private static final Pattern TIME = Pattern.compile("/day=(\\d{4}-\\d{2}-\\d{2})/hour=(\\d{2})/");

    private final ObjectStore store;
    private final Instant before;
    private final boolean onlyCompacted;

    /**
     * @param before an object goes when all it holds is older, by the broker's clock
     * @param onlyCompacted keeps what {@code _compacted/} does not hold
     */
    ChainExpirer(ObjectStore store, Instant before, boolean onlyCompacted) {
        this.store = store;
        this.before = before;
        this.onlyCompacted = onlyCompacted;
    }

    ObjectUpkeep.Expired expire(StoredChain chain) throws IOException {
        List<String> doomed = new ArrayList<>(chain.expired());
        long compactedUpTo = onlyCompacted ? compactedUpTo(chain) : Long.MAX_VALUE;
        ChainHead head = chain.head();
        for (int i = 0; i + 1 < chain.objects().size(); i++) {
            ChunkInfo info = chain.objects().get(i).info();
            if (info.end() >= compactedUpTo
                    || !endedBefore(chain.objects().get(i + 1).key())) {
                break;
            }
            doomed.add(chain.objects().get(i).key());
            head = new ChainHead(
                    info.end() + 1,
                    head.rows() + info.rows(),
                    head.hash() + info.hash().orElse(0));
        }
        if (head.position() > chain.head().position()) {
            head.publish(store, chain.partition());
        }
        for (String key : doomed) {
            store.delete(key);
        }
        return new ObjectUpkeep.Expired(
                chain.partition(), doomed.size(), head.rows() - chain.head().rows(), head.position());
    }

    private long compactedUpTo(StoredChain chain) throws IOException {
        ObjectStore compacted = ObjectTopics.compacted(store);
        String topic = chain.partition().topic();
        return StoredChain.of(compacted, topic, compacted.keys(topic + "/")).stream()
                .filter(done -> done.partition().equals(chain.partition()))
                .mapToLong(StoredChain::next)
                .findFirst()
                .orElse(0);
    }

    /** Whether the object after it begins in an hour that is over before the limit; without a time in its name: no. */
    private boolean endedBefore(String nextKey) {
        return hour(nextKey)
                .filter(hour -> !hour.plus(1, ChronoUnit.HOURS).isAfter(before))
                .isPresent();
    }

    private static Optional<Instant> hour(String key) {
        Matcher matcher = TIME.matcher(key);
        return matcher.find()
                ? Optional.of(LocalDate.parse(matcher.group(1))
                        .atTime(Integer.parseInt(matcher.group(2)), 0)
                        .toInstant(ZoneOffset.UTC))
                : Optional.empty();
    }
}
