package io.tokenweir.simulator.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Properties;

import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tokenweir.simulator.portal.Portal.Verification;

class VerificationLetterTest {
    private static final Verification ADA = new Verification("ada@mail.sim.test", "0a1b2c", "123456");
    private static final String PORTAL = "http://127.0.0.1:8000";

    private final VerificationLetter letter = new VerificationLetter(MailLibrary.session(new Properties()));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void carriesLinkAndCodeInEveryEncoding(int encoding) throws Exception {
        MailView mail = read(letter.write(PORTAL, ADA, fate(encoding, false, false, false)));

        assertThat(mail.text()).contains(PORTAL + "/verify?token=0a1b2c").contains("123456");
        assertThat(mail.html()).contains("href=\"" + PORTAL + "/verify?token=0a1b2c\"");
        assertThat(mail.subject()).doesNotContain("=?");
        assertThat(new String(mail.mail().source(), StandardCharsets.ISO_8859_1))
                .matches("(?s)\\p{ASCII}*");
    }

    @Test
    void hasNoPlainPartWhenItIsHtmlOnly() throws Exception {
        MailView mail = read(letter.write(PORTAL, ADA, fate(0, true, false, false)));

        assertThat(mail.text()).isEmpty();
        assertThat(mail.html()).contains("/verify?token=0a1b2c");
    }

    @Test
    void putsOtherLinksBeforeTheRightOne() throws Exception {
        String text =
                read(letter.write(PORTAL, ADA, fate(0, false, true, false))).text();

        assertThat(text.indexOf("not-yours")).isPositive().isLessThan(text.indexOf("0a1b2c"));
    }

    @Test
    void anExpiredLetterHasNeitherTheLinkNorTheCodeThatCount() throws Exception {
        String text =
                read(letter.write(PORTAL, ADA, fate(0, false, false, true))).text();

        assertThat(text).contains("/verify?token=").doesNotContain("0a1b2c").doesNotContain("123456");
    }

    @Test
    void aForeignLetterNamesSomebodyElse() throws Exception {
        MailView mail = read(letter.writeForeign(PORTAL, ADA, fate(0, false, false, false)));

        assertThat(mail.to()).extracting(MailView.Person::address).containsExactly("someone-else@elsewhere.test");
        assertThat(mail.text()).doesNotContain("0a1b2c").doesNotContain("123456");
    }

    private static MailFate fate(int encoding, boolean htmlOnly, boolean manyLinks, boolean expired) {
        return new MailFate(false, false, 0, false, false, htmlOnly, encoding, manyLinks, expired);
    }

    private static MailView read(MimeMessage message) throws Exception {
        ByteArrayOutputStream source = new ByteArrayOutputStream();
        message.writeTo(source);
        return new MailView(new StoredMail(
                1, "ada@mail.sim.test", "no-reply@sim.test", Instant.EPOCH, source.toByteArray(), false));
    }
}
