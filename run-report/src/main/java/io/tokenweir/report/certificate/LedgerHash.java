package io.tokenweir.report.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.tokenweir.events.PartitionLedger;
import io.tokenweir.report.Sha256;

/** The ledger in canonical form, its hash, and what it says that the evidence lacks. Pure. */
final class LedgerHash {
    private LedgerHash() {}

    /** Of the records and the hash of each partition of each topic, in order; instances are added up. */
    static String of(List<PartitionLedger> ledger) {
        Map<String, long[]> sums = new TreeMap<>();
        for (PartitionLedger one : ledger) {
            long[] sum = sums.computeIfAbsent(one.getTopic() + "-" + one.getPartition(), any -> new long[2]);
            sum[0] += one.getRecords();
            sum[1] += one.getRecordHash();
        }
        return Sha256.hex(sums.entrySet().stream()
                .map(sum -> "%s %d %016x\n".formatted(sum.getKey(), sum.getValue()[0], sum.getValue()[1]))
                .collect(Collectors.joining()));
    }

    /** One sentence for each partition from which fewer records were read than the broker acknowledged. */
    static List<String> gaps(List<PartitionLedger> ledger, List<Testimony.Digest> read, String topic) {
        Map<Integer, Long> acknowledged = new TreeMap<>();
        ledger.stream()
                .filter(one -> one.getTopic().equals(topic))
                .forEach(one -> acknowledged.merge(one.getPartition(), one.getRecords(), Long::sum));
        List<String> gaps = new ArrayList<>();
        acknowledged.forEach((partition, records) -> {
            long found = read.stream()
                    .filter(digest -> digest.topic().equals(topic) && digest.partition() == partition)
                    .mapToLong(Testimony.Digest::records)
                    .sum();
            if (found < records) {
                gaps.add("The ledger counts %d records on %s-%d, and %d were found."
                        .formatted(records, topic, partition, found));
            }
        });
        return gaps;
    }
}
