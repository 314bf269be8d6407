package io.tokenweir.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import io.tokenweir.streams.GroupProtocol;
import io.tokenweir.streams.MetricsStreams;
import io.tokenweir.streams.MetricsStreamsConfig;

@Command(
        name = "streams",
        description = "Runs the topology that turns events into windows and results, until Ctrl-C.",
        mixinStandardHelpOptions = true,
        footer = {"%nStart it as often as you like, on as many machines: the processes share the partitions."})
final class StreamsCommand implements Callable<Integer> {
    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--state-folder",
            defaultValue = "runs/streams-state",
            paramLabel = "DIR",
            description = "Scratch folder; may be deleted while it does not run (default: ${DEFAULT-VALUE}).")
    private Path stateFolder;

    @Option(
            names = "--threads",
            defaultValue = "1",
            paramLabel = "N",
            description = "Stream threads (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--group-protocol",
            defaultValue = "classic",
            paramLabel = "NAME",
            description = "How processes share the partitions, classic or streams (default: ${DEFAULT-VALUE})."
                    + " All processes say the same; stop them all to change it.")
    private GroupProtocol groupProtocol;

    @Override
    public Integer call() throws InterruptedException {
        MetricsStreamsConfig config =
                MetricsStreamsConfig.defaults(stateFolder).withThreads(threads).withGroupProtocol(groupProtocol);
        try (Interrupt interrupt = new Interrupt();
                MetricsStreams streams = MetricsStreams.start(kafka.settings(), config)) {
            if (!streams.awaitRunning(Duration.ofMinutes(2)) && !interrupt.isRequested()) {
                throw Failure.failed("The topology did not get its partitions within two minutes (it is "
                        + streams.state() + "); WEIR_LOG_KAFKA=info shows what it waits for.");
            }
            System.out.println("Topology running.");
            System.out.flush();
            interrupt.await();
        }
        return ExitCode.PASSED;
    }
}
