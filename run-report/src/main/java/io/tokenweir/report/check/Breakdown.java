package io.tokenweir.report.check;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import io.tokenweir.report.check.Quantity.Kind;

/**
 * The totals split by partition or by second, to say where two sources part. Compares each source with the first that has
 * the split and knows the kind.
 *
 * @param <K> partition name or second
 */
final class Breakdown<K extends Comparable<K>> {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private final List<SourceEvidence> sources;
    private final Function<SourceEvidence, NavigableMap<K, Tally>> split;
    private final Function<K, String> name;
    private final MaybeSet maybe;

    private Breakdown(
            Evidence evidence,
            Function<SourceEvidence, NavigableMap<K, Tally>> split,
            Function<K, String> name,
            MaybeSet maybe) {
        this.sources = evidence.sources().stream()
                .filter(source -> !split.apply(source).isEmpty())
                .toList();
        this.split = split;
        this.name = name;
        this.maybe = maybe;
    }

    static Breakdown<String> byPlace(Evidence evidence, MaybeSet maybe) {
        return new Breakdown<>(evidence, SourceEvidence::byPlace, place -> "in " + place, maybe);
    }

    static Breakdown<Long> bySecond(Evidence evidence) {
        return new Breakdown<>(
                evidence,
                SourceEvidence::bySecond,
                second -> "in the second " + SECOND.format(Instant.ofEpochSecond(second)) + " UTC",
                null);
    }

    /** Where a quantity first differs, e.g. {@code in weir.requests-2 (ledger 511, raw topics 512)}. */
    Optional<String> first(Quantity quantity) {
        return keys(quantity.kind()).stream()
                .map(key -> apart(quantity, key))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The first difference in any quantity of a kind, as a sentence. */
    Optional<String> first(Kind kind) {
        Set<Quantity> quantities = new TreeSet<>();
        for (SourceEvidence source : sources) {
            for (Tally tally : split.apply(source).values()) {
                tally.quantities().stream()
                        .filter(quantity -> quantity.kind() == kind)
                        .forEach(quantities::add);
            }
        }
        return quantities.stream()
                .map(quantity ->
                        first(quantity).map(where -> quantity.title() + " agree in total, but not " + where + "."))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Set<K> keys(Kind kind) {
        Set<K> keys = new TreeSet<>();
        for (SourceEvidence source : sources) {
            split.apply(source).forEach((key, tally) -> {
                if (tally.knows(kind)) {
                    keys.add(key);
                }
            });
        }
        return keys;
    }

    private Optional<String> apart(Quantity quantity, K key) {
        List<String> said = new ArrayList<>();
        Number reference = null;
        boolean differs = false;
        for (SourceEvidence source : sources) {
            if (!knows(source, quantity.kind(), key)) {
                continue;
            }
            Tally tally = split.apply(source).get(key);
            Number value = tally == null ? Long.valueOf(0) : tally.value(quantity);
            said.add(source.source().title() + " " + quantity.text(value));
            if (reference == null) {
                reference = value;
            } else if (!quantity.same(reference, value)) {
                differs = differs || maybe == null || !maybe.explains((String) key, quantity, reference, value);
            }
        }
        return differs ? Optional.of(name.apply(key) + " (" + String.join(", ", said) + ")") : Optional.empty();
    }

    /** A source that splits this kind anywhere knows it everywhere: where it has no entry of its topic, it says zero. */
    private boolean knows(SourceEvidence source, Kind kind, K key) {
        NavigableMap<K, Tally> tallies = split.apply(source);
        Tally tally = tallies.get(key);
        return tally != null
                ? tally.knows(kind)
                : source.total().knows(kind) && tallies.values().stream().anyMatch(any -> any.knows(kind));
    }
}
