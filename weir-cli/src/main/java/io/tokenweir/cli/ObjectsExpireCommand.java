package io.tokenweir.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import io.tokenweir.common.scenario.Durations;
import io.tokenweir.connect.objects.ObjectUpkeep;

@Command(
        name = "expire",
        description = "Deletes the oldest objects of each chain and records where the chain begins now.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nThe last object of a partition always stays, and topics without a time in their paths are left alone.",
            "May run while the sink writes.",
            "%nExample:",
            "  ./weir objects expire s3://lake/weir --keep 720h --only-compacted"
        })
final class ObjectsExpireCommand implements Callable<Integer> {
    @Mixin
    private StoreOptions store;

    @Option(
            names = "--keep",
            required = true,
            paramLabel = "DURATION",
            description = "Keep what is younger, by the broker's clock, to the hour: 720h is thirty days.")
    private String keep;

    @Option(names = "--only-compacted", description = "Delete only what ./weir objects compact has merged.")
    private boolean onlyCompacted;

    @Override
    public Integer call() throws IOException {
        Instant before = Instant.now().minus(age());
        try (ObjectUpkeep upkeep = ObjectUpkeep.open(store.url(), store.settings(), store.topics())) {
            int objects = 0;
            for (ObjectUpkeep.Expired result : upkeep.expire(before, onlyCompacted)) {
                objects += result.objects();
                if (result.objects() > 0) {
                    System.out.printf(
                            Locale.ROOT,
                            "%s: %,d objects with %,d rows expired; the chain begins at %,d now.%n",
                            result.partition(),
                            result.objects(),
                            result.rows(),
                            result.head());
                }
            }
            System.out.println(
                    objects == 0 ? "Nothing is older than " + before + "." : "Deleted " + objects + " objects.");
        } catch (ConfigException e) {
            throw StoreOptions.refused(e);
        }
        return ExitCode.PASSED;
    }

    private Duration age() {
        try {
            return Durations.parse(keep);
        } catch (IllegalArgumentException e) {
            throw Failure.usage("--keep: " + e.getMessage() + ".");
        }
    }
}
