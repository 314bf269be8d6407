package io.tokenweir.report.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.tokenweir.report.check.CheckResult.Cell;
import io.tokenweir.report.check.CheckResult.Row;
import io.tokenweir.report.check.Quantity.Kind;

/**
 * Holds all sources of a run against each other. Pure: evidence in, result out.
 *
 * <p>The reference of a quantity is the first source that knows it, which is the ledger, except where records were sent and
 * never acknowledged: then the topics are, and the ledger has to fit by {@link MaybeSet}. What is unequal in total is
 * located by partition and by second; what is unequal there but cancels out in the total is a difference too.
 */
public final class Comparison {
    private final Evidence evidence;
    private final MaybeSet maybe;
    private final List<String> differences = new ArrayList<>();
    private final Set<Kind> alreadyTold = new TreeSet<>();

    private Comparison(Evidence evidence) {
        this.evidence = evidence;
        this.maybe = new MaybeSet(evidence);
    }

    public static CheckResult of(Evidence evidence) {
        return new Comparison(evidence).result();
    }

    private CheckResult result() {
        differences.addAll(evidence.problems());
        List<Row> rows = new ArrayList<>();
        for (Quantity quantity : quantities()) {
            rows.add(row(quantity));
        }
        rows.addAll(new DistributionRows(evidence).rows(differences));
        breakdown(Breakdown.byPlace(evidence, maybe));
        breakdown(Breakdown.bySecond(evidence));
        differences.addAll(maybe.sequenceDifferences());
        List<Source> sources =
                evidence.sources().stream().map(SourceEvidence::source).toList();
        return new CheckResult(evidence.runId(), sources, rows, List.copyOf(differences), maybe.notes());
    }

    /** The first things that any source knows have a row, also when all say zero; others have one when any source counted them. */
    private Set<Quantity> quantities() {
        Set<Quantity> all = new TreeSet<>();
        for (SourceEvidence source : evidence.sources()) {
            all.addAll(source.total().quantities());
            for (Kind kind : Kind.values()) {
                if (source.total().knows(kind) && kind.isShownAtZero()) {
                    all.add(Quantity.of(kind));
                }
            }
        }
        return all;
    }

    private Row row(Quantity quantity) {
        Map<Source, Number> values = new EnumMap<>(Source.class);
        for (SourceEvidence source : evidence.sources()) {
            Number value = source.total().value(quantity);
            if (value != null) {
                values.put(source.source(), value);
            }
        }
        Source reference = maybe.reference(values.keySet());
        Map<Source, Cell> cells = new EnumMap<>(Source.class);
        Map<Source, Number> apart = new LinkedHashMap<>();
        values.forEach((source, value) -> {
            boolean equal = quantity.same(values.get(reference), value)
                    || source == Source.LEDGER && maybe.explains(quantity, value, values.get(reference));
            cells.put(source, new Cell(cellText(quantity, source, value, values.get(reference), equal), equal));
            if (!equal) {
                apart.put(source, value);
            }
        });
        if (!apart.isEmpty()) {
            alreadyTold.add(quantity.kind());
            differences.add(sentence(quantity, reference, values.get(reference), apart) + where(quantity));
        }
        return new Row(quantity.title(), cells);
    }

    /** A float64 that agrees is shown as the integer that it stands for. */
    private static String cellText(Quantity quantity, Source source, Number value, Number reference, boolean equal) {
        return quantity.text(source == Source.PROMETHEUS && equal ? reference : value);
    }

    private static String sentence(Quantity quantity, Source reference, Number value, Map<Source, Number> apart) {
        StringBuilder text = new StringBuilder(quantity.title())
                .append(": ")
                .append(reference.title())
                .append(" has ")
                .append(quantity.text(value))
                .append(", but ");
        List<String> others = new ArrayList<>();
        apart.forEach((source, other) -> others.add(source.title() + " " + quantity.text(other)));
        return text.append(String.join(", ", others)).toString();
    }

    private String where(Quantity quantity) {
        List<String> places = new ArrayList<>();
        Breakdown.byPlace(evidence, maybe).first(quantity).ifPresent(places::add);
        Breakdown.bySecond(evidence).first(quantity).ifPresent(places::add);
        return places.isEmpty() ? "." : "; first apart " + String.join(", and ", places) + ".";
    }

    private void breakdown(Breakdown<?> breakdown) {
        for (Kind kind : Kind.values()) {
            if (!alreadyTold.contains(kind)) {
                breakdown.first(kind).ifPresent(text -> {
                    alreadyTold.add(kind);
                    differences.add(text);
                });
            }
        }
    }
}
