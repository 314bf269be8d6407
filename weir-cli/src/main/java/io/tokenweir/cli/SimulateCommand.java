package io.tokenweir.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.tokenweir.simulator.SimulatedProvider;
import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.config.ImapConfig;

@Command(
        name = "simulate",
        description = "Runs the simulated provider: streaming API, sign-up, mail, keys, limits, until Ctrl-C.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nExample, in another terminal:",
            "  curl -N http://127.0.0.1:8000/v1/chat/completions -H 'Authorization: Bearer anything' \\",
            "    -H 'Content-Type: application/json' \\",
            "    -d '{\"model\":\"sim-large\",\"stream\":true,\"max_tokens\":8,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}'"
        })
final class SimulateCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Models, limits, latency, quota, mail: laid over the profile.")
    private Path config;

    @Option(
            names = "--profile",
            paramLabel = "NAME|FILE",
            description = "Whose limits, headers and errors: a built-in profile (openai-tier-1, anthropic-tier-1,"
                    + " azure-apim, bedrock, gemini, litellm ...; docs/profiles.md), or a file (default: openai-like).")
    private String profile;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to listen on (default: 127.0.0.1).")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of the API and the portal; 0: a free one (default).")
    private Integer apiPort;

    @Option(
            names = "--mailbox-port",
            paramLabel = "PORT",
            description = "Port of the mailbox API; 0: a free one (default).")
    private Integer mailboxPort;

    @Option(
            names = "--smtp-port",
            paramLabel = "PORT",
            description = "Port of the mail server; 0: a free one (default).")
    private Integer smtpPort;

    @Option(
            names = "--imap-port",
            paramLabel = "PORT",
            description =
                    "Also serve all mail over IMAP, user 'box', password as in the configuration; 0: a free port.")
    private Integer imapPort;

    @Option(names = "--truth-log", paramLabel = "FILE", description = "Log of every request, JSON lines.")
    private Path truthLog;

    @Option(
            names = "--only-issued-keys",
            description = "Refuse keys that were not issued by the portal; else every bearer key is an account.")
    private boolean onlyIssuedKeys;

    @Override
    public Integer call() throws InterruptedException {
        try (Interrupt interrupt = new Interrupt();
                SimulatedProvider provider = start();
                // Else tokens wait behind compilations: of a load on one core one in ten was later than 5 ms in its
                // first minutes.
                CompilerWatch compiler = new CompilerWatch()) {
            System.out.println("API      " + provider.apiUrl());
            System.out.println("Portal   " + provider.portalUrl());
            System.out.println("Mailbox  " + provider.mailboxUrl());
            System.out.println("SMTP     port " + provider.smtpPort());
            if (provider.imapPort() >= 0) {
                System.out.println("IMAP     port " + provider.imapPort());
            }
            System.out.flush();
            interrupt.await();
        }
        return ExitCode.PASSED;
    }

    private SimulatedProvider start() {
        SimulatorConfig base;
        try {
            base = base();
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e.getMessage());
        }
        var builder = base.toBuilder()
                .ports(or(apiPort, base.apiPort()), or(mailboxPort, base.mailboxPort()), or(smtpPort, base.smtpPort()));
        if (host != null) {
            builder.host(host);
        }
        if (imapPort != null) {
            ImapConfig box = base.mail().imap();
            builder.mail(base.mail()
                    .withImap(new ImapConfig(
                            imapPort, box == null ? null : box.user(), box == null ? null : box.password())));
        }
        if (truthLog != null) {
            builder.truthLog(truthLog);
        }
        if (onlyIssuedKeys) {
            builder.acceptAnyKey(false);
        }
        return SimulatedProvider.start(builder.build());
    }

    private SimulatorConfig base() {
        if (config == null) {
            return profile == null ? SimulatorConfig.defaults() : SimulatorConfig.profile(profile);
        }
        return profile == null ? SimulatorConfig.load(config) : SimulatorConfig.load(profile, config);
    }

    private static int or(Integer given, int otherwise) {
        return given == null ? otherwise : given;
    }
}
