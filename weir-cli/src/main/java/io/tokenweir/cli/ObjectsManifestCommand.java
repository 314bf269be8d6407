package io.tokenweir.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import io.tokenweir.connect.objects.ObjectUpkeep;

@Command(
        name = "manifest",
        description = "Writes for each topic a list of the objects to read, so that readers need no listing.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nThe list holds merged objects first, then the chain from where they end: every row once. It is as old as the",
            "command's last run.",
            "%nExample:",
            "  ./weir objects manifest s3://lake/weir"
        })
final class ObjectsManifestCommand implements Callable<Integer> {
    @Mixin
    private StoreOptions store;

    @Override
    public Integer call() throws IOException {
        try (ObjectUpkeep upkeep = ObjectUpkeep.open(store.url(), store.settings(), store.topics())) {
            for (ObjectUpkeep.Manifest manifest : upkeep.manifests()) {
                System.out.printf(
                        Locale.ROOT,
                        "%s: %,d objects, %,d rows%n",
                        manifest.path(),
                        manifest.objects(),
                        manifest.rows());
            }
        } catch (ConfigException e) {
            throw StoreOptions.refused(e);
        }
        return ExitCode.PASSED;
    }
}
