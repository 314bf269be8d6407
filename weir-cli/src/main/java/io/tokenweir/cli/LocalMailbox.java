package io.tokenweir.cli;

import java.net.URI;
import java.util.Arrays;
import java.util.List;

import io.tokenweir.common.scenario.MailboxSpec;
import io.tokenweir.provision.mail.MailboxChoice;
import io.tokenweir.provision.mail.MailboxKind;
import io.tokenweir.simulator.SimulatedProvider;
import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.config.MailConfig;

/**
 * The mailboxes of a local run: the simulated provider's own, in the shape that the scenario names. Its verification mails
 * go to its own mail server and nowhere else, so other mailboxes would stay empty. Pure.
 */
final class LocalMailbox {
    /** IMAP has no limit of its own, and one look serves all who wait. */
    private static final double IMAP_LOOKS_PER_SECOND = 5;

    private LocalMailbox() {}

    /** Throws a usage failure with one sentence when a local run cannot use what the scenario names. */
    static void check(MailboxSpec spec, SimulatorConfig simulator) {
        if (spec == null) {
            return;
        }
        MailboxKind kind = kind(spec);
        if (spec.url() != null) {
            throw Failure.usage("accounts.mailbox.url says " + spec.url()
                    + ", but the simulated provider of a local run sends its mails to its own mail server only; leave out"
                    + " 'url' to use that as " + kind.text() + ", or use ./weir simulate, provision and run.");
        }
        if (kind == MailboxKind.IMAP && simulator.mail().imap() == null) {
            throw Failure.usage("accounts.mailbox.kind is imap, but the simulated provider has no IMAP box; give it one"
                    + " in its settings (mail: {imap: {port: 0}}) and them with --provider.");
        }
    }

    /** @param spec checked; null: the provider's own API */
    static MailboxChoice of(MailboxSpec spec, SimulatorConfig simulator, SimulatedProvider provider) {
        if (spec == null) {
            return MailboxChoice.disposable(URI.create(provider.mailboxUrl()));
        }
        MailConfig mail = simulator.mail();
        MailboxKind kind = kind(spec);
        boolean imap = kind == MailboxKind.IMAP;
        String domain = spec.domain() == null ? mail.domain() : spec.domain();
        double perSecond = imap ? IMAP_LOOKS_PER_SECOND : 0;
        return new MailboxChoice(
                kind,
                imap
                        ? URI.create("imap://" + simulator.host() + ":" + provider.imapPort())
                        : URI.create(provider.mailboxUrl() + path(kind)),
                kind == MailboxKind.DISPOSABLE || kind == MailboxKind.MAIL_TM ? null : domain,
                mail.mailosaur().server(),
                imap ? mail.imap().user() : null,
                imap
                        ? mail.imap().password()
                        : kind == MailboxKind.MAILOSAUR ? mail.mailosaur().apiKey() : null,
                spec.folders() == null
                        ? List.of()
                        : Arrays.asList(spec.folders().strip().split("\\s*,\\s*")),
                spec.requestsPerSecond() == null ? perSecond : spec.requestsPerSecond());
    }

    private static MailboxKind kind(MailboxSpec spec) {
        try {
            return spec.kind() == null ? MailboxKind.DISPOSABLE : MailboxKind.named(spec.kind());
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e.getMessage());
        }
    }

    private static String path(MailboxKind kind) {
        return switch (kind) {
            case MAILPIT -> "/mailpit";
            case MAILHOG -> "/mailhog";
            case MAIL_TM -> "/mail-tm";
            case MAILOSAUR -> "/mailosaur";
            case DISPOSABLE, IMAP -> "";
        };
    }
}
