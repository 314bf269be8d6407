package io.tokenweir.report.check;

import java.util.function.Function;

import io.tokenweir.events.Aggregate;
import io.tokenweir.events.Distribution;

/** The distributions of an aggregate, by the names of its fields. */
public enum Metric {
    TTFT("TTFT", Aggregate::getTtft),
    TTFT_INTENDED("TTFT, intended", Aggregate::getTtftIntended),
    TTFAT("TTFAT", Aggregate::getTtfat),
    INTER_TOKEN("inter-token", Aggregate::getInterToken),
    TPOT("TPOT", Aggregate::getTpot),
    END_TO_END("end to end", Aggregate::getEndToEnd),
    END_TO_END_INTENDED("end to end, intended", Aggregate::getEndToEndIntended),
    QUEUE_WAIT("queue wait", Aggregate::getQueueWait),
    RETRY_WAIT("retry wait", Aggregate::getRetryWait),
    TTFAT_INTENDED("TTFAT, intended", Aggregate::getTtfatIntended),
    RETRY_AFTER("Retry-After", Aggregate::getRetryAfter),
    DECIDED_WAIT("decided wait", Aggregate::getDecidedWait);

    private final String title;
    private final Function<Aggregate, Distribution> field;

    Metric(String title, Function<Aggregate, Distribution> field) {
        this.title = title;
        this.field = field;
    }

    public String title() {
        return title;
    }

    /** Null where the aggregate has none. */
    public Distribution of(Aggregate aggregate) {
        return field.apply(aggregate);
    }
}
