package io.tokenweir.streams;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.topics.Topic;

/**
 * The name of every node, store and topic. Stores and nodes name state that outlives a release: renaming one loses it.
 */
record TopologyNames(
        String requests,
        String tokens,
        String accountEvents,
        String system,
        String partials,
        String metrics,
        String runResults,
        String deadLetters) {
    /**
     * What stage 1 of a branch consists of, its sources aside.
     *
     * @param keys store of accounts; null in a branch that tells nothing of them
     */
    record StageOne(
            String aggregator,
            String windows,
            String progress,
            String keys,
            String partialsOut,
            String deadLettersOut) {
        private static StageOne named(String name) {
            return new StageOne(
                    name + "-aggregator",
                    name + "-windows",
                    name + "-progress",
                    null,
                    name + "-partials-out",
                    name + "-aggregator-dead-letters");
        }
    }

    static final String REQUESTS_IN = "requests-in";
    static final String TOKENS_IN = "tokens-in";
    static final String AGGREGATOR = "partial-aggregator";
    static final String PARTIAL_WINDOWS = "partial-windows";
    static final String RUN_PROGRESS = "run-progress";
    static final String KEY_PAGES = "key-pages";
    static final String PARTIALS_OUT = "partials-out";
    static final String AGGREGATOR_DEAD_LETTERS = "partial-aggregator-dead-letters";

    static final StageOne REQUESTS =
            new StageOne(AGGREGATOR, PARTIAL_WINDOWS, RUN_PROGRESS, KEY_PAGES, PARTIALS_OUT, AGGREGATOR_DEAD_LETTERS);

    static final String PROVISIONING_IN = "provisioning-in";
    static final StageOne PROVISIONING = StageOne.named("provisioning");

    static final String SYSTEM_IN = "system-in";
    static final StageOne SYSTEM = StageOne.named("system");

    static final String PARTIALS_IN = "partials-in";
    static final String FINALISER = "finaliser";
    static final String FINAL_WINDOWS = "final-windows";
    static final String SERIES_TOTALS = "series-totals";
    static final String RUN_CLOCKS = "run-clocks";
    static final String METRICS_OUT = "metrics-out";
    static final String RUN_RESULTS_OUT = "run-results-out";
    static final String FINALISER_DEAD_LETTERS = "finaliser-dead-letters";

    static TopologyNames of(KafkaSettings settings) {
        return new TopologyNames(
                settings.topic(Topic.REQUESTS),
                settings.topic(Topic.TOKENS),
                settings.topic(Topic.ACCOUNT_EVENTS),
                settings.topic(Topic.SYSTEM),
                settings.topic(Topic.PARTIALS),
                settings.topic(Topic.METRICS),
                settings.topic(Topic.RUN_RESULTS),
                settings.topic(Topic.DEAD_LETTERS));
    }
}
