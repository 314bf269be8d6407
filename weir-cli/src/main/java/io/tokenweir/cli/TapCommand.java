package io.tokenweir.cli;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import io.tokenweir.common.scenario.ScenarioReader;
import io.tokenweir.common.scenario.TargetSpec;
import io.tokenweir.common.target.TargetGuard;
import io.tokenweir.tap.proxy.Proxy;
import io.tokenweir.tap.proxy.ProxyPlan;
import io.tokenweir.tap.proxy.Upstream;

@Command(
        name = "tap",
        description = "Stands between an application and its provider and passes everything on, until Ctrl-C.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nThe application changes its base URL and nothing else (docs/tap.md).",
            "%nExample:",
            "  ./weir tap --listen 127.0.0.1:9000 --upstream http://127.0.0.1:8000",
            "  OPENAI_BASE_URL=http://127.0.0.1:9000/v1 python app.py",
            "  ./weir tap --listen 127.0.0.1:9000 --upstream http://127.0.0.1:8000 --events kafka"
                    + " --bootstrap-servers 127.0.0.1:9092 --schema-registry-url http://127.0.0.1:8081"
        })
final class TapCommand implements Callable<Integer> {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    @Option(
            names = "--listen",
            required = true,
            paramLabel = "HOST:PORT",
            description = "Where the application finds the tap; port 0: a free one.")
    private String listen;

    @Option(
            names = "--upstream",
            required = true,
            paramLabel = "URL",
            description = "Where calls go on to: the provider's address, without /v1.")
    private String upstream;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "Scenario whose target.authorised allows an upstream that is not on this machine.")
    private Path scenario;

    @Option(
            names = "--upstream-ca",
            paramLabel = "FILE",
            description = "Certificates (PEM) that the upstream's is checked against instead of the JDK's.")
    private Path caFile;

    @Option(names = "--loops", paramLabel = "N", description = "Event loops (default: one for each core).")
    private Integer loops;

    @Mixin
    private TapEventOptions events;

    @Override
    public Integer call() throws InterruptedException {
        URI address = TargetAddress.of(upstream);
        TargetSpec.Authorisation authorised =
                scenario == null ? null : ScenarioReader.read(scenario).target().authorised();
        new TargetGuard(authorised, LocalDate.now()).checkTraffic(address);
        try (Interrupt interrupt = new Interrupt();
                TapRecorder recorder = events.open()) {
            ProxyPlan plan = new ProxyPlan(
                    ListenAddress.of(listen),
                    Upstream.of(address),
                    caFile,
                    loops == null ? Runtime.getRuntime().availableProcessors() : loops,
                    CONNECT,
                    recorder.watch());
            try (Proxy proxy = start(plan)) {
                recorder.start(proxy, plan.upstream().toString());
                InetSocketAddress bound = proxy.address();
                System.out.println("Tap      http://" + ListenAddress.text(bound) + "  ->  " + plan.upstream());
                System.out.println("Run      " + recorder.whereTo());
                System.out.flush();
                interrupt.await();
                proxy.stopListening();
                System.out.println(recorder.end());
            }
        }
        return ExitCode.PASSED;
    }

    private static Proxy start(ProxyPlan plan) {
        try {
            return new Proxy(plan);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e.getMessage());
        }
    }
}
