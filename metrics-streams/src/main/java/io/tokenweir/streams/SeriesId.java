package io.tokenweir.streams;

import io.tokenweir.events.Grouping;
import io.tokenweir.events.Series;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.Vantage;

/** A series within its run: which dimensions count is said by the grouping, the others are empty. */
record SeriesId(
        Vantage vantage,
        Grouping grouping,
        String scenario,
        String stage,
        String provider,
        String model,
        String outcome,
        String step,
        String source)
        implements Comparable<SeriesId> {

    /** Sorts before every series. */
    static final SeriesId LOWEST = run(Vantage.values()[0]);

    static SeriesId run(Vantage vantage) {
        return new SeriesId(vantage, Grouping.RUN, "", "", "", "", "", "", "");
    }

    static SeriesId model(Vantage vantage, Series series) {
        return new SeriesId(
                vantage,
                Grouping.MODEL,
                series.getScenario(),
                series.getStage(),
                series.getProvider(),
                series.getModel(),
                "",
                "",
                "");
    }

    /** The stage that a MODEL series belongs to, over all providers and models. */
    SeriesId ofStage() {
        return new SeriesId(vantage, Grouping.STAGE, scenario, stage, "", "", "", "", "");
    }

    SeriesId withOutcome(String name) {
        return new SeriesId(vantage, Grouping.OUTCOME, scenario, stage, provider, model, name, "", "");
    }

    /** All steps of accounts together. */
    static SeriesId provisioning(Vantage vantage) {
        return new SeriesId(vantage, Grouping.PROVISIONING, "", "", "", "", "", "", "");
    }

    static SeriesId step(Vantage vantage, String name) {
        return new SeriesId(vantage, Grouping.STEP, "", "", "", "", "", name, "");
    }

    /** What one source says of the target. */
    static SeriesId system(Vantage vantage, String name) {
        return new SeriesId(vantage, Grouping.SYSTEM, "", "", "", "", "", "", name);
    }

    /** The one that tells of all records of a branch, and of what is wrong with them. */
    static SeriesId ofLog(Branch branch, Vantage vantage) {
        return switch (branch) {
            case REQUESTS -> run(vantage);
            case PROVISIONING -> provisioning(vantage);
            case SYSTEM -> system(vantage, "");
        };
    }

    static SeriesId of(SeriesKey key) {
        return new SeriesId(
                key.getVantage(),
                key.getGrouping(),
                key.getScenario(),
                key.getStage(),
                key.getProvider(),
                key.getModel(),
                key.getOutcome(),
                key.getStep(),
                key.getSource());
    }

    SeriesKey toAvro(RunRef run) {
        return new SeriesKey(
                run.runId(), run.segment(), vantage, grouping, scenario, stage, provider, model, outcome, step, source);
    }

    @Override
    public int compareTo(SeriesId other) {
        int order = vantage.compareTo(other.vantage);
        order = order != 0 ? order : grouping.compareTo(other.grouping);
        order = order != 0 ? order : scenario.compareTo(other.scenario);
        order = order != 0 ? order : stage.compareTo(other.stage);
        order = order != 0 ? order : provider.compareTo(other.provider);
        order = order != 0 ? order : model.compareTo(other.model);
        order = order != 0 ? order : outcome.compareTo(other.outcome);
        order = order != 0 ? order : step.compareTo(other.step);
        return order != 0 ? order : source.compareTo(other.source);
    }
}
