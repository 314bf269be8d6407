package io.tokenweir.cli;

import java.net.URI;
import java.time.LocalDate;
import java.util.function.Consumer;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.scenario.SystemSpec;
import io.tokenweir.common.target.TargetGuard;
import io.tokenweir.scrape.SystemScraper;

/** The endpoints with the target's own metrics that a scenario names. */
final class SystemSources {
    private SystemSources() {}

    /** Throws unless every one may be asked. */
    static void guard(ScenarioFile scenario) {
        TargetGuard guard = guardOf(scenario);
        for (SystemSpec source : scenario.system()) {
            guard.checkTraffic(URI.create(source.url()));
        }
    }

    static SystemScraper start(
            ScenarioFile scenario, KafkaSettings settings, RunIdentity identity, Consumer<String> say) {
        return SystemScraper.start(scenario.system(), guardOf(scenario), settings, identity, say);
    }

    private static TargetGuard guardOf(ScenarioFile scenario) {
        return new TargetGuard(scenario.target().authorised(), LocalDate.now());
    }
}
