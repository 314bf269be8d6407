package io.tokenweir.provision.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import org.junit.jupiter.api.Test;

/** Mails written by another library, in every charset, encoding and nesting, are read as they were meant. */
class MimePropertyTest {
    private static final int MAILS = 60;
    private static final Session SESSION = MailLibrary.session(new Properties());
    private static final List<Tongue> TONGUES = List.of(
            new Tongue("US-ASCII", "plain old words = and ?= signs"),
            new Tongue("UTF-8", "Grüße, 漢字, Ελληνικά, 🙂 = \"quoted\""),
            new Tongue("ISO-8859-1", "schön & größer"),
            new Tongue("windows-1252", "€ “quoted” – dash"),
            new Tongue("windows-1251", "Подтвердите адрес"),
            new Tongue("KOI8-R", "Добро пожаловать"),
            new Tongue("ISO-2022-JP", "アドレスを確認"),
            new Tongue("GB18030", "请确认您的地址"),
            new Tongue("UTF-16", "zwei Bytes je Zeichen: é漢"));
    private static final List<String> ENCODINGS = List.of("base64", "quoted-printable", "8bit");

    private record Tongue(String charset, String words) {}

    private record Written(byte[] source, String subject, String text, String html) {}

    @Test
    void readsWhatAnotherLibraryWrote() throws Exception {
        for (long seed = 1; seed <= MAILS; seed++) {
            Written written = write(random(seed));

            MailMessage mail = MimeParser.parse("1", written.source());

            assertThat(mail.subject()).as("subject of seed %d", seed).isEqualTo(written.subject());
            assertThat(mail.text().strip()).as("text of seed %d", seed).isEqualTo(written.text());
            assertThat(mail.html().strip()).as("html of seed %d", seed).isEqualTo(written.html());
            assertThat(mail.to()).as("seed %d", seed).containsExactly("ada@mail.test");
        }
    }

    @Test
    void takesAnyBytesForWhatTheyStillGive() throws Exception {
        for (long seed = 1; seed <= MAILS; seed++) {
            RandomGenerator random = random(seed);
            byte[] broken = spoil(write(random).source(), random);

            MailMessage mail = MimeParser.parse("1", broken);

            assertThat(mail.text()).as("seed %d", seed).isNotNull();
            new LinkChooser(MailRule.ANY, null).choose(mail, "ada@mail.test");
        }
    }

    private static Written write(RandomGenerator random) throws Exception {
        Tongue tongue = pick(TONGUES, random);
        MimeMessage message = new MimeMessage(SESSION);
        message.setFrom(new InternetAddress("no-reply@sim.test", tongue.words(), "UTF-8"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("Ada <ada@mail.test>"));
        String subject = tongue.words() + ' ' + random.nextInt(1000);
        // UTF-16 is a charset of bodies; no one writes headers in it.
        message.setSubject(MimeUtility.encodeText(
                subject,
                tongue.charset().equals("UTF-16") ? "UTF-8" : tongue.charset(),
                random.nextBoolean() ? "B" : "Q"));
        String link = "http://p.test/verify?token=" + Long.toHexString(random.nextLong()) + "&a=b";
        String text = tongue.words() + "\r\n" + link + "\r\n" + "long ".repeat(random.nextInt(60)) + ".";
        String html = "<p>" + tongue.words() + "</p><a href=\"" + link.replace("&", "&amp;") + "\">x</a>";
        MimeMultipart parts = new MimeMultipart(
                "alternative", part(text, "plain", tongue, random), part(html, "html", tongue, random));
        for (int depth = random.nextInt(4); depth > 0; depth--) {
            MimeBodyPart inner = new MimeBodyPart();
            inner.setContent(parts);
            parts = new MimeMultipart(pick(List.of("mixed", "related"), random), inner);
            if (random.nextBoolean()) {
                MimeBodyPart attachment = part("not this", "plain", tongue, random);
                attachment.setDisposition("attachment");
                parts.addBodyPart(attachment);
            }
        }
        message.setContent(parts);
        message.saveChanges();
        ByteArrayOutputStream source = new ByteArrayOutputStream();
        message.writeTo(source);
        return new Written(source.toByteArray(), subject, text, html);
    }

    private static MimeBodyPart part(String body, String subtype, Tongue tongue, RandomGenerator random)
            throws Exception {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(body, tongue.charset(), subtype);
        // Line ends of a body that is not encoded are bytes of ASCII.
        part.setHeader(
                "Content-Transfer-Encoding", tongue.charset().equals("UTF-16") ? "base64" : pick(ENCODINGS, random));
        return part;
    }

    /** Cuts, flips, doubles: what a bad gateway may do to a mail. */
    private static byte[] spoil(byte[] source, RandomGenerator random) {
        byte[] spoilt = Arrays.copyOf(source, 1 + random.nextInt(source.length));
        for (int i = random.nextInt(20); i > 0; i--) {
            spoilt[random.nextInt(spoilt.length)] =
                    random.nextBoolean() ? (byte) random.nextInt() : pick(bytes("=?:;\r\n-"), random);
        }
        return spoilt;
    }

    private static List<Byte> bytes(String text) {
        List<Byte> bytes = new ArrayList<>();
        for (byte b : text.getBytes(StandardCharsets.US_ASCII)) {
            bytes.add(b);
        }
        return bytes;
    }

    private static <T> T pick(List<T> from, RandomGenerator random) {
        return from.get(random.nextInt(from.size()));
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("SplittableRandom").create(seed);
    }
}
