package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import io.tokenweir.common.scenario.MailboxSpec;
import io.tokenweir.common.scenario.ScenarioReader;
import io.tokenweir.provision.mail.MailboxChoice;
import io.tokenweir.provision.mail.MailboxKind;

class MailboxOptionsTest {
    private static final URI URL = URI.create("http://127.0.0.1:8025");

    @Test
    void isTheDisposableMailApiUnlessToldOtherwise() {
        MailboxChoice choice = options().choice(null, URL, Map.of());

        assertThat(choice.kind()).isEqualTo(MailboxKind.DISPOSABLE);
        assertThat(choice.url()).isEqualTo(URL);
    }

    @Test
    void takesTheScenariosChoiceAndOverItTheCommandLine() {
        MailboxSpec spec = ScenarioReader.parse("s.yaml", """
                name: s
                target: {model: m}
                accounts:
                  batch: b
                  count: 1
                  mailbox:
                    kind: imap
                    url: imap://127.0.0.1:143
                    domain: box+*@acme.test
                    user: box
                    secretEnv: BOX_PASSWORD
                    folders: INBOX, Junk
                    requestsPerSecond: 2
                scenarios:
                  s: {executor: constant-vus, vus: 1, duration: 1s, maxTokens: 1}
                """).accounts().mailbox();

        MailboxChoice choice = options("--mailbox-user", "other").choice(spec, null, Map.of("BOX_PASSWORD", "pw"));

        assertThat(choice.kind()).isEqualTo(MailboxKind.IMAP);
        assertThat(choice.user()).isEqualTo("other");
        assertThat(choice.secret()).isEqualTo("pw");
        assertThat(choice.folders()).containsExactly("INBOX", "Junk");
        assertThat(choice.requestsPerSecond()).isEqualTo(2);
        assertThat(choice).hasToString("imap at imap://127.0.0.1:143");
    }

    @Test
    void readsTheSecretFromAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "abc\n");

        MailboxChoice choice = options(
                        "--mailbox", "mailosaur", "--mailbox-server", "s1", "--mailbox-secret-file", file.toString())
                .choice(null, URL, Map.of());

        assertThat(choice.secret()).isEqualTo("abc");
        assertThat(choice.toString()).doesNotContain("abc");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> options("--mailbox", "mailpit").choice(null, URL, Map.of()))
                .hasMessage("Mailboxes of kind 'mailpit' need a domain for the addresses.");
        assertThatThrownBy(() -> options("--mailbox-secret-env", "NOPE").choice(null, URL, Map.of()))
                .hasMessage("The environment has no variable NOPE with the mailbox service's secret.");
        assertThatThrownBy(() -> options("--mailbox", "pigeon").choice(null, URL, Map.of()))
                .hasMessageContaining("the kinds are disposable, imap, mailpit, mailhog, mail.tm, mailosaur");
        assertThatThrownBy(() -> options().choice(null, URI.create("http://me:pw@127.0.0.1"), Map.of()))
                .hasMessageContaining("must not hold a user or password");
        assertThatThrownBy(() -> options().choice(null, null, Map.of())).hasMessageContaining("--mailbox-url URL");
    }

    private static MailboxOptions options(String... arguments) {
        Holder holder = new Holder();
        new CommandLine(holder).parseArgs(arguments);
        return holder.options;
    }

    @CommandLine.Command
    private static final class Holder {
        @CommandLine.Mixin
        private final MailboxOptions options = new MailboxOptions();
    }
}
