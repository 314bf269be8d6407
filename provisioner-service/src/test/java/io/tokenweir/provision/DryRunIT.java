package io.tokenweir.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.secret.SecretVault;
import io.tokenweir.common.target.TargetGuard;
import io.tokenweir.provision.mail.MailboxChoice;
import io.tokenweir.provision.mail.MailboxKind;
import io.tokenweir.provision.recipe.Recipe;
import io.tokenweir.simulator.SimulatedProvider;
import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.config.MailConfig;
import io.tokenweir.simulator.config.MailFaults;

/** One account, step by step: at a service of forms, and at the simulated provider. */
class DryRunIT {

    private static SimulatedProvider provider;

    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private HtmlFormService service;

    @BeforeAll
    static void start() {
        provider = SimulatedProvider.start(
                SimulatorConfig.builder().mail(MailConfig.immediate()).build());
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @BeforeEach
    void open() throws IOException {
        service = new HtmlFormService(DryRunIT::mail);
    }

    @AfterEach
    void shut() {
        service.close();
    }

    @Test
    void goesThroughPagesAndFormsToAKeyAndLeavesNoneBehind() {
        assertThat(tryForms()).as(String.join("\n", said)).isTrue();

        assertThat(said).contains("Step sign-up", "  -> verified", "  -> ready", "  the key is revoked");
        assertThat(service.liveKeys()).isEmpty();
    }

    @Test
    void tellsEveryRequestAndAnswerAndNoSecret() {
        tryForms();

        String trace = String.join("\n", said);
        assertThat(trace).contains("POST " + service.uri() + "/register", "< 303", "location: /check-mail");
        assertThat(trace).containsPattern("(?i)cookie: visit=\\[[0-9a-f]{12}]").contains("Bearer [");
        assertThat(trace).doesNotContain("sk-html-");
        assertThat(service.secrets()).isNotEmpty().noneMatch(trace::contains);
    }

    @Test
    void givesTheWordsOfAnErrorPageThatCameWith200() {
        service.refuse("Sign-ups are closed until Monday");

        assertThat(tryForms()).isFalse();
        assertThat(said)
                .anyMatch(line -> line.contains("sign-up-refused: step 'sign-up'")
                        && line.contains("says \"Sign-ups are closed until Monday\""));
    }

    @Test
    void followsNoRedirectToAHostThatIsNotDeclared() {
        service.redirectAfterSignUp("http://elsewhere.test/check-mail");

        assertThat(tryForms()).isFalse();
        assertThat(said).anyMatch(line -> line.contains("target-refused: Target elsewhere.test is not on loopback"));
    }

    @Test
    void triesTheSimulatorsRecipeToo() {
        ProvisionPlan plan = plan(new Endpoints(
                URI.create(provider.portalUrl()), URI.create(provider.apiUrl()), URI.create(provider.mailboxUrl())));

        assertThat(new DryRun(plan, true, said::add).run())
                .as(String.join("\n", said))
                .isTrue();
        assertThat(String.join("\n", said))
                .doesNotContainPattern("sk-sim-[0-9a-f]")
                .doesNotContain("mbt-")
                .containsPattern("GET http://\\S+/verify\\?token=\\[[0-9a-f]{12}]\n");
    }

    @Test
    void findsTheRightLinkInMailsWithEveryFaultThatCanBeCopedWith() {
        MailFaults faults = new MailFaults(0, 1, 0, 0, 0, 1, 1, 1, 1, 0);
        try (SimulatedProvider faulty = SimulatedProvider.start(SimulatorConfig.builder()
                .mail(MailConfig.immediate().withFaults(faults))
                .build())) {
            ProvisionPlan plan = plan(new Endpoints(
                    URI.create(faulty.portalUrl()), URI.create(faulty.apiUrl()), URI.create(faulty.mailboxUrl())));

            assertThat(new DryRun(plan, false, said::add).run())
                    .as(String.join("\n", said))
                    .isTrue();
        }
    }

    private boolean tryForms() {
        URI api = URI.create(service.uri() + "/v1");
        URI mailpit = URI.create(provider.mailboxUrl() + "/mailpit");
        ProvisionPlan plan = plan(new Endpoints(service.uri(), api, mailpit))
                .withRecipe(Recipe.htmlForm())
                .withMailbox(
                        new MailboxChoice(MailboxKind.MAILPIT, mailpit, "mail.sim.test", null, null, null, null, 0));
        return new DryRun(plan, true, said::add).run();
    }

    private static ProvisionPlan plan(Endpoints endpoints) {
        return ProvisionPlan.of(
                        "unused",
                        1,
                        7,
                        endpoints,
                        SecretVault.of("test", HexFormat.of().parseHex(SecretVault.newKek())),
                        KafkaSettings.local("unused:1", "http://unused"),
                        new RunIdentity("run-1", 0, "provisioner-1", 0),
                        new TargetGuard(null, LocalDate.of(2026, 11, 30)))
                .withWaits(Duration.ofSeconds(10), Duration.ofSeconds(10));
    }

    private static void mail(String address, String link) {
        try {
            Session session = Session.getInstance(new Properties());
            MimeMessage message = new MimeMessage(session);
            message.setFrom(new InternetAddress("hello@forms.test"));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(address));
            message.setSubject("Confirm", StandardCharsets.UTF_8.name());
            message.setText("<a href='" + link + "'>Confirm</a>", StandardCharsets.UTF_8.name(), "html");
            message.saveChanges();
            try (Transport smtp = session.getTransport("smtp")) {
                smtp.connect("127.0.0.1", provider.smtpPort(), null, null);
                smtp.sendMessage(message, message.getAllRecipients());
            }
        } catch (MessagingException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
