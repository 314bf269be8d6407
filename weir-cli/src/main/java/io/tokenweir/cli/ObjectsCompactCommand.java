package io.tokenweir.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import io.tokenweir.connect.objects.ObjectUpkeep;

@Command(
        name = "compact",
        description = "Merges small objects into big ones below _compacted/, and proves that their rows are the same.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nThe chain itself is left alone; ./weir objects verify holds the merged objects against it, and ./weir objects",
            "expire --only-compacted deletes what was merged. May run while the sink writes.",
            "%nExample:",
            "  ./weir objects compact s3://lake/weir --size 128"
        })
final class ObjectsCompactCommand implements Callable<Integer> {
    private static final int MEBI = 20;

    @Mixin
    private StoreOptions store;

    @Option(
            names = "--size",
            paramLabel = "MIB",
            defaultValue = "64",
            description = "Merge until the sources of an object have so many MiB (default: ${DEFAULT-VALUE}).")
    private int size;

    @Option(
            names = "--tail",
            description = "Also merge the newest objects, whose hour is not over or whose size is not reached.")
    private boolean tail;

    @Override
    public Integer call() throws IOException {
        if (size < 1) {
            throw Failure.usage("--size is " + size + "; it takes 1 or more MiB.");
        }
        try (ObjectUpkeep upkeep = ObjectUpkeep.open(store.url(), store.settings(), store.topics())) {
            List<ObjectUpkeep.Compacted> results = upkeep.compact((long) size << MEBI, tail);
            for (ObjectUpkeep.Compacted result : results) {
                if (result.sources() > 0) {
                    System.out.printf(
                            Locale.ROOT,
                            "%s: %,d objects became %,d; their %,d rows were read back and are the same.%n",
                            result.partition(),
                            result.sources(),
                            result.targets(),
                            result.rows());
                }
            }
            long sources =
                    results.stream().mapToLong(ObjectUpkeep.Compacted::sources).sum();
            System.out.println(sources == 0 ? "There was nothing to merge." : "Merged " + sources + " objects.");
        } catch (ConfigException e) {
            throw StoreOptions.refused(e);
        }
        return ExitCode.PASSED;
    }
}
