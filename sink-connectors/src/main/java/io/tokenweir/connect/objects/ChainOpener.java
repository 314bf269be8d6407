package io.tokenweir.connect.objects;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.apache.kafka.common.TopicPartition;

/**
 * Partitions whose place in the chain is not known yet. A task gets partitions while the store may be away; it must not fail
 * for that, nor sleep inside a rebalance. So they wait here, and every {@code put} asks again until the store answers.
 * One thread.
 */
final class ChainOpener {
    private final ChainEnds ends;
    private final Map<String, Set<Integer>> waiting = new TreeMap<>();

    ChainOpener(ChainEnds ends) {
        this.ends = ends;
    }

    void add(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            waiting.computeIfAbsent(partition.topic(), topic -> new HashSet<>()).add(partition.partition());
        }
    }

    void remove(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            waiting.getOrDefault(partition.topic(), new HashSet<>()).remove(partition.partition());
        }
        waiting.values().removeIf(Set::isEmpty);
    }

    boolean isIdle() {
        return waiting.isEmpty();
    }

    /** The positions of all that wait, which wait no more; those whose topic the store did not answer for go on waiting. */
    Map<TopicPartition, Long> positions() throws IOException {
        Map<TopicPartition, Long> found = new HashMap<>();
        IOException failure = null;
        for (Iterator<Map.Entry<String, Set<Integer>>> topics =
                        waiting.entrySet().iterator();
                topics.hasNext(); ) {
            Map.Entry<String, Set<Integer>> topic = topics.next();
            try {
                ends.positions(topic.getKey(), topic.getValue())
                        .forEach((number, position) -> found.put(new TopicPartition(topic.getKey(), number), position));
                topics.remove();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (found.isEmpty() && failure != null) {
            throw failure;
        }
        return found;
    }
}
