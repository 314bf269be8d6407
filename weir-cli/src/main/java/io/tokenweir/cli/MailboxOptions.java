package io.tokenweir.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import picocli.CommandLine.Option;

import io.tokenweir.common.scenario.MailboxSpec;
import io.tokenweir.provision.mail.MailboxChoice;
import io.tokenweir.provision.mail.MailboxKind;

/** Which mailbox service new accounts use: the scenario's {@code accounts.mailbox}, and over it what is given here. */
final class MailboxOptions {
    @Option(
            names = "--mailbox",
            paramLabel = "KIND",
            description = "Mailbox service: disposable (default), imap, mailpit, mailhog, mail.tm, mailosaur.")
    private String kind;

    @Option(
            names = "--mailbox-domain",
            paramLabel = "DOMAIN",
            description = "Domain of the addresses, or a pattern such as box+*@example.test.")
    private String domain;

    @Option(names = "--mailbox-server", paramLabel = "ID", description = "Server of a Mailosaur-style service.")
    private String server;

    @Option(names = "--mailbox-user", paramLabel = "NAME", description = "Who logs in at the mailbox service.")
    private String user;

    @Option(
            names = "--mailbox-secret-env",
            paramLabel = "NAME",
            description = "Environment variable with its password or API key.")
    private String secretEnv;

    @Option(names = "--mailbox-secret-file", paramLabel = "FILE", description = "File with its password or API key.")
    private Path secretFile;

    @Option(
            names = "--mailbox-folders",
            paramLabel = "NAMES",
            description = "IMAP folders to look into, separated by commas (default: INBOX).")
    private String folders;

    @Option(
            names = "--mailbox-rate",
            paramLabel = "N",
            description = "Calls per second that it allows (default: what it declares).")
    private Double rate;

    /**
     * The choice. Throws a usage failure with one sentence when something is missing or cannot be read.
     *
     * @param declared of the scenario; may be null
     * @param url given on the command line; may be null
     */
    MailboxChoice choice(MailboxSpec declared, URI url, Map<String, String> environment) {
        MailboxSpec spec =
                declared == null ? new MailboxSpec(null, null, null, null, null, null, null, null, null) : declared;
        String address = url != null ? url.toString() : spec.url();
        if (address == null) {
            throw Failure.usage(
                    "Say where the mailboxes are: --mailbox-url URL, or accounts.mailbox.url in the scenario.");
        }
        String names = or(folders, spec.folders());
        try {
            return new MailboxChoice(
                    MailboxKind.named(or(kind, spec.kind() == null ? MailboxKind.DISPOSABLE.text() : spec.kind())),
                    URI.create(address),
                    or(domain, spec.domain()),
                    or(server, spec.server()),
                    or(user, spec.user()),
                    secret(spec, environment),
                    names == null ? List.of() : Arrays.asList(names.strip().split("\\s*,\\s*")),
                    rate != null ? rate : spec.requestsPerSecond() == null ? 0 : spec.requestsPerSecond());
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e.getMessage());
        }
    }

    private String secret(MailboxSpec spec, Map<String, String> environment) {
        String file = secretFile == null ? spec.secretFile() : secretFile.toString();
        String variable = or(secretEnv, spec.secretEnv());
        if (secretFile != null || variable == null && file != null) {
            return read(file);
        }
        if (variable == null) {
            return null;
        }
        String secret = environment.get(variable);
        if (secret == null || secret.isBlank()) {
            throw Failure.usage("The environment has no variable " + variable + " with the mailbox service's secret.");
        }
        return secret.strip();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw Failure.usage(
                    "The mailbox service's secret cannot be read from " + file + ": " + e.getMessage() + ".");
        }
    }

    private static String or(String given, String otherwise) {
        return given == null ? otherwise : given;
    }
}
