package io.tokenweir.cli;

import java.io.IOException;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import io.tokenweir.dashboard.DashboardConfig;
import io.tokenweir.dashboard.LiveDashboard;

@Command(
        name = "dashboard",
        description = "Serves the web page with live charts, until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class DashboardCommand implements Callable<Integer> {
    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            paramLabel = "ADDRESS",
            description = "Address to listen on (default: ${DEFAULT-VALUE}).")
    private String host;

    @Option(
            names = "--port",
            defaultValue = "0",
            paramLabel = "PORT",
            description = "Port to listen on; 0 takes a free one (default).")
    private int port;

    @Override
    public Integer call() throws InterruptedException, IOException {
        try (Interrupt interrupt = new Interrupt();
                LiveDashboard dashboard = LiveDashboard.start(kafka.settings(), DashboardConfig.on(host, port))) {
            System.out.println("Dashboard: " + dashboard.url());
            System.out.flush();
            interrupt.await();
        }
        return ExitCode.PASSED;
    }
}
