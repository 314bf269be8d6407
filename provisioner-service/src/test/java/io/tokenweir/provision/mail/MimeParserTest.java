package io.tokenweir.provision.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;

class MimeParserTest {
    private static String base64(String text) {
        return Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MailMessage parse(String source) {
        return MimeParser.parse("1", source.replace("\n", "\r\n"));
    }

    @Test
    void readsAPlainMail() {
        MailMessage mail = parse("From: Acme <no-reply@acme.test>\nTo: a@b.c\nSubject: Hello\n\nBody\n");
        assertThat(mail.from()).isEqualTo("no-reply@acme.test");
        assertThat(mail.to()).containsExactly("a@b.c");
        assertThat(mail.subject()).isEqualTo("Hello");
        assertThat(mail.text()).contains("Body");
    }

    @Test
    void readsNestedPartsEachInItsEncoding() {
        MailMessage mail = parse(
                "To: a@b.c\nContent-Type: multipart/mixed; boundary=\"out er\"\n\npreamble\n--out er\n"
                        + "Content-Type: multipart/alternative;\n boundary=in\n\n--in\n"
                        + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
                        + "Gr=C3=BC=C3=9Fe, http://p/verify?tok=\nen=3Dabc\n--in\n"
                        + "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
                        + base64("<a href=\"http://p/x\">Grüße</a>") + "\n--in--\n--out er\n"
                        + "Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nnot this\n--out er--\n");
        assertThat(mail.text()).contains("Grüße, http://p/verify?token=abc").doesNotContain("not this");
        assertThat(mail.html()).contains("<a href=\"http://p/x\">Grüße</a>");
    }

    @Test
    void readsEncodedWordsInTheSubject() {
        assertThat(MimeParser.decodeWords(
                        "=?UTF-8?B?" + base64("Bestätige").strip() + "?= =?iso-8859-1?Q?_gr=FC=DFe?="))
                .isEqualTo("Bestätige grüße");
    }

    @Test
    void takesABrokenMailForWhatItStillGives() {
        assertThat(parse("no header at all").text()).isNotNull();
        assertThat(parse("Content-Type: multipart/mixed\n\nno boundary").text()).isBlank();
        assertThat(parse("Content-Type: text/plain; charset=nonsense\nContent-Transfer-Encoding: base64\n\n!!!QUJD\n")
                        .text())
                .contains("ABC");
    }
}
