package io.tokenweir.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import io.tokenweir.connect.objects.ObjectChainVerifier;
import io.tokenweir.connect.objects.ObjectChainVerifier.Chain;
import io.tokenweir.connect.objects.ObjectChainVerifier.Depth;

@Command(
        name = "verify",
        description = "Proves that every offset is in exactly one object, and every row as it was written.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nExit codes: 0 proven, 99 a gap, a double or a damaged object was found, 2 wrong usage, 1 the store cannot",
            "be read. Keys for S3 come from where the AWS SDK looks for them: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, …",
            "%nExamples:",
            "  ./weir objects verify runs/last/objects",
            "  ./weir objects verify s3://lake/weir --s3-endpoint http://127.0.0.1:9000 --topic weir.metrics --quick"
        })
final class ObjectsVerifyCommand implements Callable<Integer> {
    @Mixin
    private StoreOptions store;

    @Option(
            names = "--quick",
            description = "Only names and what the objects say of themselves; rows are not read back.")
    private boolean quick;

    @Override
    public Integer call() throws IOException {
        List<Chain> chains;
        try {
            chains = ObjectChainVerifier.verify(
                    store.url(), store.settings(), store.topics(), quick ? Depth.NAMES : Depth.ROWS);
        } catch (ConfigException e) {
            throw StoreOptions.refused(e);
        }
        if (chains.isEmpty()) {
            throw Failure.usage("There are no objects of the sink in " + store.url()
                    + (store.topics().isEmpty() ? "" : " for " + String.join(", ", store.topics()))
                    + "; name the sink's store.url.");
        }
        print(chains);
        return chains.stream().allMatch(Chain::isWhole) ? ExitCode.PASSED : ExitCode.THRESHOLD_FAILED;
    }

    private void print(List<Chain> chains) {
        int width = chains.stream()
                .mapToInt(chain -> chain.partition().topic().length())
                .max()
                .orElse(0);
        String line = "%-" + Math.max(5, width) + "s  %9s  %7s  %12s  %25s  %16s  %s%n";
        System.out.printf(line, "topic", "partition", "objects", "rows", "offsets", "content hash", "chain");
        for (Chain chain : chains) {
            System.out.printf(
                    line,
                    chain.partition().topic(),
                    chain.partition().partition() < 0 ? "" : chain.partition().partition(),
                    grouped(chain.objects()),
                    grouped(chain.rows()),
                    chain.objects() == 0 ? "" : grouped(chain.firstOffset()) + " to " + grouped(chain.nextOffset() - 1),
                    chain.hash(),
                    chain.isWhole() ? "whole" : "BROKEN");
        }
        for (Chain chain : chains) {
            chain.notes().forEach(note -> System.out.println("Note, " + place(chain) + ": " + note));
            chain.faults().forEach(fault -> System.out.println("FAULT, " + place(chain) + ": " + fault));
        }
        System.out.println(verdict(chains));
    }

    private static String place(Chain chain) {
        return chain.partition().partition() < 0
                ? chain.partition().topic()
                : chain.partition().toString();
    }

    private String verdict(List<Chain> chains) {
        long faults = chains.stream().mapToLong(chain -> chain.faults().size()).sum();
        if (faults > 0) {
            return "Not proven: " + faults + (faults == 1 ? " fault." : " faults.");
        }
        String rows = grouped(chains.stream().mapToLong(Chain::rows).sum());
        return "Proven: every offset of " + chains.size() + " chains is in exactly one object"
                + (quick
                        ? "; their " + rows + " rows were not read back (--quick)."
                        : ", and their " + rows + " rows are as they were written.");
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
