package io.tokenweir.provision.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.tokenweir.provision.account.VerificationMail;

class LinkChooserTest {
    private static final MailRule RULE = new MailRule(
            Pattern.compile("provider\\.test$"),
            null,
            Pattern.compile("/verify\\?token="),
            Pattern.compile("\\b\\d{6}\\b"),
            null);
    private final LinkChooser chooser = new LinkChooser(RULE, URI.create("http://127.0.0.1:8000"));

    private static MailMessage mail(String to, String text, String html) {
        return new MailMessage("1", "no-reply@provider.test", List.of(to), "Confirm", text, html);
    }

    private VerificationMail choose(MailMessage mail) {
        return chooser.choose(mail, "me@mail.test").orElse(null);
    }

    @Test
    void choosesTheOneOfSeveralLinksThatVerifies() {
        VerificationMail chosen = choose(mail(
                "me@mail.test",
                "Home: http://127.0.0.1:8000/ Verify: http://127.0.0.1:8000/verify?token=abc. "
                        + "Unsubscribe: http://127.0.0.1:8000/bye?token=x",
                ""));
        assertThat(chosen.link()).isEqualTo("http://127.0.0.1:8000/verify?token=abc");
    }

    @Test
    void readsTheLinkOfAMailThatIsOnlyHtml() {
        VerificationMail chosen = choose(mail(
                "me@mail.test",
                "",
                "<a href='http://127.0.0.1:8000/verify?token=a&amp;l=en'>here</a> code <b>123456</b>"));
        assertThat(chosen.link()).isEqualTo("http://127.0.0.1:8000/verify?token=a&l=en");
        assertThat(chosen.code()).isEqualTo("123456");
    }

    @Test
    void refusesALinkThatLeadsElsewhere() {
        assertThat(choose(mail("me@mail.test", "http://evil.test/verify?token=abc", "")))
                .isNull();
        assertThat(choose(mail("me@mail.test", "http://127.0.0.1:9/verify?token=abc", "")))
                .isNull();
    }

    @Test
    void takesTheNamesOfLoopbackForOne() {
        assertThat(choose(mail("me@mail.test", "http://localhost:8000/verify?token=abc", ""))
                        .link())
                .contains("localhost");
    }

    @Test
    void ignoresAMailForSomebodyElse() {
        assertThat(choose(mail("you@mail.test", "http://127.0.0.1:8000/verify?token=abc", "")))
                .isNull();
    }

    @Test
    void ignoresAMailFromSomebodyElse() {
        MailMessage foreign = new MailMessage(
                "1", "x@spam.test", List.of("me@mail.test"), "", "http://127.0.0.1:8000/verify?token=abc", "");
        assertThat(choose(foreign)).isNull();
    }

    @Test
    void doesNotTakeDigitsInALinkForTheCode() {
        assertThat(choose(mail("me@mail.test", "http://127.0.0.1:8000/verify?token=999999 code 123456", ""))
                        .code())
                .isEqualTo("123456");
    }

    @Test
    void looksForAMailLaterAfterAVainLookAndSoonerAfterGoodOnes() {
        MailDelay delay = new MailDelay();
        delay.wasVain(400_000_000L);
        assertThat(delay.firstLookNanos()).isEqualTo(500_000_000L);
        delay.wasThere();
        assertThat(delay.firstLookNanos()).isEqualTo(475_000_000L);
    }
}
