package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.tokenweir.common.scenario.MailboxSpec;
import io.tokenweir.provision.mail.MailboxChoice;
import io.tokenweir.provision.mail.MailboxKind;
import io.tokenweir.simulator.SimulatedProvider;
import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.config.ImapConfig;
import io.tokenweir.simulator.config.MailConfig;

class LocalMailboxTest {
    private final SimulatorConfig config = SimulatorConfig.builder()
            .mail(MailConfig.immediate().withImap(new ImapConfig(0, null, null)))
            .build();

    @ParameterizedTest
    @CsvSource({"disposable, ''", "mailpit, /mailpit", "mailhog, /mailhog", "mail.tm, /mail-tm", "mailosaur, /mailosaur"
    })
    void isTheProvidersOwnInTheShapeThatTheScenarioNames(String kind, String path) {
        try (SimulatedProvider provider = SimulatedProvider.start(config)) {
            MailboxChoice choice = LocalMailbox.of(spec(kind, null), config, provider);

            assertThat(choice.kind()).isEqualTo(MailboxKind.named(kind));
            assertThat(choice.url()).hasToString(provider.mailboxUrl() + path);
        }
    }

    @Test
    void isItsImapBoxWhereItHasOne() {
        try (SimulatedProvider provider = SimulatedProvider.start(config)) {
            MailboxChoice choice = LocalMailbox.of(spec("imap", null), config, provider);

            assertThat(choice).hasToString("imap at imap://127.0.0.1:" + provider.imapPort());
            assertThat(choice.user()).isEqualTo("box");
        }
        assertThatThrownBy(() -> LocalMailbox.check(
                        spec("imap", null), SimulatorConfig.builder().build()))
                .hasMessageStartingWith("accounts.mailbox.kind is imap, but the simulated provider has no IMAP box");
    }

    @Test
    void isTheDisposableMailApiWhenTheScenarioNamesNone() {
        try (SimulatedProvider provider = SimulatedProvider.start(config)) {
            LocalMailbox.check(null, config);

            assertThat(LocalMailbox.of(null, config, provider).kind()).isEqualTo(MailboxKind.DISPOSABLE);
        }
    }

    @Test
    void refusesMailboxesThatTheProvidersMailsNeverReach() {
        assertThatThrownBy(() -> LocalMailbox.check(spec("mailpit", "http://127.0.0.1:8025"), config))
                .hasMessage(
                        "accounts.mailbox.url says http://127.0.0.1:8025, but the simulated provider of a local run "
                                + "sends its mails to its own mail server only; leave out 'url' to use that as mailpit, or use "
                                + "./weir simulate, provision and run.");
    }

    @Test
    void refusesAKindThatThereIsNoAdapterFor() {
        assertThatThrownBy(() -> LocalMailbox.check(spec("pigeon", null), config))
                .hasMessageStartingWith("There is no adapter for mailboxes of kind 'pigeon'");
    }

    private static MailboxSpec spec(String kind, String url) {
        return new MailboxSpec(kind, url, null, null, null, null, null, null, null);
    }
}
