package io.tokenweir.provision.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import io.tokenweir.provision.account.VerificationMail;
import io.tokenweir.provision.http.CallContext;
import io.tokenweir.provision.http.CallFailedException;
import io.tokenweir.provision.http.CallMeter;
import io.tokenweir.simulator.config.ImapConfig;
import io.tokenweir.simulator.config.MailConfig;

/** What every adapter promises, against the simulator's shape of its service: real SMTP in, the adapter out. */
class MailboxContractIT {
    private static final LinkChooser CHOOSER = new LinkChooser(
            new MailRule(null, null, Pattern.compile("/verify\\?token="), Pattern.compile("\\b\\d{6}\\b"), null), null);
    private static final Map<MailboxKind, MailboxProvider> ADAPTERS = new EnumMap<>(MailboxKind.class);

    private static MailRoom room;
    private static int mailboxes;

    @BeforeAll
    static void start() throws Exception {
        room = new MailRoom(MailConfig.immediate().withImap(new ImapConfig(0, "box", "secret")));
        for (MailboxKind kind : MailboxKind.values()) {
            ADAPTERS.put(kind, room.adapter(kind));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        for (MailboxProvider adapter : ADAPTERS.values()) {
            adapter.close();
        }
        room.close();
    }

    @ParameterizedTest
    @EnumSource
    void readsAMailWhateverItsPartsAndCharsets(MailboxKind kind) throws Exception {
        Open box = open(kind);
        room.send(
                box.address(),
                "From: =?UTF-8?Q?Prov=C3=AFder?= <no-reply@sim.test>\nTo: Ada <" + box.address() + ">\n"
                        + "Subject: =?ISO-8859-1?Q?Best=E4tigen?=\nMIME-Version: 1.0\n"
                        + "Content-Type: multipart/alternative; boundary=b\n\n"
                        + "--b\nContent-Type: text/plain; charset=ISO-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n"
                        + "Gr=FC=DFe: http://p.test/verify?tok=\nen=3Dabc or 654321\n"
                        + "--b\nContent-Type: text/html; charset=UTF-8\nContent-Transfer-Encoding: base64\n\n"
                        + "PGEgaHJlZj0iaHR0cDovL3AudGVzdC92ZXJpZnk/dG9rZW49YWJjIj5HcsO8w59lPC9hPg==\n--b--\n");

        MailSummary line = list(box).get(0);
        MailMessage mail = get(box.session().fetch(line.id(), box.context()));

        assertThat(line.subject()).isEqualTo("Bestätigen");
        assertThat(line.from()).contains("no-reply@sim.test");
        assertThat(mail.from()).isEqualTo("no-reply@sim.test");
        assertThat(mail.to()).containsExactly(box.address());
        assertThat(mail.subject()).isEqualTo("Bestätigen");
        assertThat(mail.text()).contains("Grüße: http://p.test/verify?token=abc");
        assertThat(mail.html()).contains("<a href=\"http://p.test/verify?token=abc\">Grüße</a>");
    }

    @ParameterizedTest
    @EnumSource
    void readsAMailThatIsHtmlOnlyAndHasOtherLinksFirst(MailboxKind kind) throws Exception {
        Open box = open(kind);
        room.send(
                box.address(),
                "From: no-reply@sim.test\nTo: " + box.address() + "\nSubject: s\nMIME-Version: 1.0\n"
                        + "Content-Type: text/html; charset=us-ascii\n\n<a href='http://p.test/'>Home</a>"
                        + "<a href=\"http://p.test/verify?token=right&amp;x=1\">Confirm</a> or 123456\n");

        assertThat(await(box))
                .contains(
                        new VerificationMail(list(box).get(0).id(), "http://p.test/verify?token=right&x=1", "123456"));
    }

    @ParameterizedTest
    @EnumSource
    void listsTheNewestMailFirstWhenItIsSentAgain(MailboxKind kind) throws Exception {
        Open box = open(kind);
        room.send(box.address(), mail(box.address(), "first"));
        room.send(box.address(), mail(box.address(), "second"));
        room.send(box.address(), mail(box.address(), "second"));

        assertThat(list(box)).hasSize(3);
        assertThat(await(box).orElseThrow().link()).endsWith("token=second");
    }

    @ParameterizedTest
    @EnumSource
    void takesNoMailThatIsForSomebodyElse(MailboxKind kind) throws Exception {
        Open box = open(kind);
        room.send(box.address(), mail(box.address(), "ours"));
        room.send(box.address(), mail("someone@else.test", "theirs"));

        assertThat(await(box).orElseThrow().link()).endsWith("token=ours");
    }

    @ParameterizedTest
    @EnumSource
    void findsAMailThatComesLate(MailboxKind kind) throws Exception {
        Open box = open(kind);
        CompletableFuture<Optional<VerificationMail>> awaited = awaiting(box, Duration.ofSeconds(20));
        assertThat(list(box)).isEmpty();
        room.send(box.address(), mail(box.address(), "late"));

        assertThat(awaited.get(20, TimeUnit.SECONDS).orElseThrow().link()).endsWith("token=late");
    }

    @ParameterizedTest
    @EnumSource
    void givesUpAMailThatNeverComes(MailboxKind kind) throws Exception {
        assertThat(await(open(kind))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "IMAP")
    void leavesNothingBehindWhenAMailboxIsDeleted(MailboxKind kind) throws Exception {
        Open box = open(kind);
        room.send(box.address(), mail(box.address(), "x"));

        get(ADAPTERS.get(kind).delete(box.mailbox(), box.context()));

        assertThat(list(open(MailboxKind.MAILPIT, box.mailbox()))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"DISPOSABLE", "MAIL_TM"})
    void saysThatAMailboxIsLost(MailboxKind kind) throws Exception {
        Open box = open(kind);
        get(ADAPTERS.get(kind).delete(box.mailbox(), box.context()));

        assertThatThrownBy(() -> list(box))
                .hasRootCauseInstanceOf(CallFailedException.class)
                .hasMessageContaining("mailbox-lost: step list-mails was answered 401");
        assertThatThrownBy(() -> get(ADAPTERS.get(kind).open(box.mailbox(), box.context())))
                .hasMessageContaining("mailbox-lost: step open-mailbox was answered 401");
    }

    @Test
    void findsMailThatWasFiledAsSpamWhereImapIsToldToLook() throws Exception {
        MailboxChoice inbox = room.choice(MailboxKind.IMAP);
        MailboxChoice both = new MailboxChoice(
                inbox.kind(),
                inbox.url(),
                inbox.domain(),
                null,
                inbox.user(),
                inbox.secret(),
                List.of("INBOX", "Junk"),
                100);
        Open box = open(MailboxKind.IMAP);
        room.send(box.address(), "X-Spam-Flag: YES\n" + mail(box.address(), "spam"));

        assertThat(list(box)).isEmpty();
        try (MailboxProvider adapter = Mailboxes.of(both, room.http)) {
            Open wide = new Open(box.mailbox(), get(adapter.open(box.mailbox(), box.context())), box.context());
            assertThat(await(wide).orElseThrow().link()).endsWith("token=spam");
        }
    }

    @Test
    void saysThatAWrongPasswordOrKeyIsRefused() throws Exception {
        for (MailboxKind kind : List.of(MailboxKind.MAILOSAUR, MailboxKind.IMAP)) {
            MailboxChoice right = room.choice(kind);
            MailboxChoice wrong = new MailboxChoice(
                    kind, right.url(), right.domain(), right.server(), right.user(), "wrong", null, 100);
            try (MailboxProvider adapter = Mailboxes.of(wrong, room.http)) {
                Mailbox mailbox = new Mailbox("a@mail.sim.test", "p");
                MailboxProvider.Session session = get(adapter.open(mailbox, MailRoom.context()));
                assertThatThrownBy(() -> get(session.list(MailRoom.context())))
                        .hasMessageContaining("mailbox-refused")
                        .hasMessageNotContaining("wrong");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "IMAP")
    void waitsOutRefusalsWithAndWithoutRetryAfter(MailboxKind kind) throws Exception {
        MailboxChoice direct = room.choice(kind);
        try (RefusingProxy proxy = new RefusingProxy(direct.url(), kind != MailboxKind.MAIL_TM)) {
            MailboxChoice refused = new MailboxChoice(
                    kind, proxy.uri(), direct.domain(), direct.server(), null, direct.secret(), null, 0);
            MailboxProvider adapter = Mailboxes.of(refused, room.newHttp());
            CallContext context = MailRoom.context();
            Mailbox mailbox = new Mailbox("refused-" + kind.ordinal() + "@mail.sim.test", "long enough");
            get(adapter.create(mailbox, context));

            assertThat(get(get(adapter.open(mailbox, context)).list(context))).isEmpty();
            CallMeter meter = context.meter();
            assertThat(meter.refused()).isPositive().isEqualTo(meter.calls() / 2);
        }
    }

    private record Open(Mailbox mailbox, MailboxProvider.Session session, CallContext context) {
        String address() {
            return mailbox.address();
        }
    }

    private static synchronized Open open(MailboxKind kind) throws Exception {
        String domain = get(ADAPTERS.get(kind).domain(MailRoom.context()));
        String local = "u" + ++mailboxes;
        String address = domain.contains("*") ? domain.replace("*", local) : local + '@' + domain;
        return open(kind, new Mailbox(address, "long enough"));
    }

    private static Open open(MailboxKind kind, Mailbox mailbox) throws Exception {
        CallContext context = MailRoom.context();
        get(ADAPTERS.get(kind).create(mailbox, context));
        return new Open(mailbox, get(ADAPTERS.get(kind).open(mailbox, context)), context);
    }

    private static List<MailSummary> list(Open box) throws Exception {
        return get(box.session().list(box.context()));
    }

    private static Optional<VerificationMail> await(Open box) throws Exception {
        return get(awaiting(box, Duration.ofMillis(1)));
    }

    private static CompletableFuture<Optional<VerificationMail>> awaiting(Open box, Duration atMost) {
        return new MailAwaiter(room.scheduler, CHOOSER, atMost)
                .await(box.session(), box.address(), Set.of(), System.nanoTime(), box.context());
    }

    private static String mail(String to, String token) {
        return "From: no-reply@sim.test\nTo: " + to + "\nSubject: s\n\nhttp://p.test/verify?token=" + token + "\n";
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }
}
