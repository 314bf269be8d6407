package io.tokenweir.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.simulator.config.MailConfig;
import io.tokenweir.simulator.config.ModelConfig;

/** The pages in a real browser. Screenshots are left in {@code target/screenshots}. */
@Tag("browser")
class BrowserIT {
    private static final Path PICTURES = Path.of("target/screenshots");
    private static final String ADA = "ada@mail.sim.test";
    private static SimulatedProvider provider;

    @TempDir
    Path profile;

    private Chromium browser;

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(PICTURES);
        provider = SimulatedProvider.start(SimulatorConfig.builder()
                .acceptAnyKey(false)
                .mail(MailConfig.immediate())
                .model("quick", ModelConfig.fixed("quick", 1, 0))
                .build());
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @BeforeEach
    void open() throws IOException {
        Optional<Path> installed = Chromium.installed();
        assumeTrue(installed.isPresent(), "There is no chromium on this machine: the pages are not clicked through.");
        browser = new Chromium(installed.get(), profile);
        browser.look(1000, 900, false);
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void aPersonClicksFromSignUpToAKeyThatOpensTheApiAndRevokesIt() throws IOException {
        browser.open(provider.portalUrl() + "/");
        picture("home");
        browser.click("a[href='/signup']");
        browser.awaitHeading("Sign up");
        browser.type("#name", "Ada");
        browser.type("#email", ADA);
        browser.type("#password", "long enough");
        picture("signup");
        browser.click("form button");
        browser.awaitHeading("Check your mail");
        picture("check-mail");
        browser.click("main a[href*='/inbox']");
        browser.awaitHeading("Inbox");
        // An inbox that is still empty looks again by itself.
        org.awaitility.Awaitility.await()
                .until(() -> browser.evaluate("!!document.querySelector('th a[href^=\"/inbox/\"]')")
                        .asBoolean());
        picture("inbox");
        browser.click("th a[href^='/inbox/']");
        browser.awaitHeading("Confirm your address");
        picture("mail");
        browser.click("pre a[href*='/verify']");
        browser.awaitHeading("Verified");
        browser.click("a.button");
        browser.awaitHeading("Log in");
        browser.type("#password", "long enough");
        browser.click("form button");
        browser.awaitHeading("Your account");
        browser.type("#key-name", "first key");
        browser.click("form[action='/api-keys'] button");
        browser.awaitHeading("Your new key");
        String key = browser.text("#key");
        picture("key");
        assertThat(api(key)).isEqualTo(200);

        browser.click("a.button");
        browser.awaitHeading("Your account");
        picture("account");
        assertThat(browser.text("main")).contains("first key").doesNotContain(key);
        browser.click("form[action$='/revoke'] button");
        org.awaitility.Awaitility.await().until(() -> browser.text("main").contains("There is none yet"));
        assertThat(api(key)).isEqualTo(401);
    }

    @Test
    void verifiesByTypingTheCodeAndSaysWhatIsWrongWithOne() {
        String address = "bob@mail.sim.test";
        browser.open(provider.portalUrl() + "/signup");
        browser.type("#name", "Bob");
        browser.type("#email", address);
        browser.type("#password", "long enough");
        browser.click("form button");
        browser.awaitHeading("Check your mail");
        browser.type("#code", "000000");
        browser.click("form[action='/verify'] button");
        org.awaitility.Awaitility.await().until(() -> browser.text("main").contains("not the code of the latest mail"));

        browser.open(provider.mailboxUrl() + "/inbox?address=" + address);
        org.awaitility.Awaitility.await()
                .until(() -> browser.evaluate("!!document.querySelector('th a[href^=\"/inbox/\"]')")
                        .asBoolean());
        browser.click("th a[href^='/inbox/']");
        browser.awaitHeading("Confirm your address");
        Matcher code = Pattern.compile("code: (\\d{6})").matcher(browser.text("pre"));
        assertThat(code.find()).isTrue();

        browser.open(provider.portalUrl() + "/check-mail?email=" + address);
        browser.type("#code", code.group(1));
        browser.click("form[action='/verify'] button");
        browser.awaitHeading("Verified");
    }

    @Test
    void fitsOnAPhoneInTheDark() throws IOException {
        browser.look(360, 740, true);
        for (String path : new String[] {"/", "/signup", "/login", "/check-mail?email=" + ADA}) {
            browser.open(provider.portalUrl() + path);
            assertThat(browser.overflow()).as(path).isLessThanOrEqualTo(0);
            assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor")
                            .asText())
                    .isEqualTo("rgb(18, 22, 28)");
        }
        browser.open(provider.portalUrl() + "/");
        picture("home-phone-dark");
    }

    @Test
    void eachFieldHasALabelAndThePageALanguage() {
        for (String path : new String[] {"/", "/signup", "/login", "/check-mail?email=" + ADA}) {
            browser.open(provider.portalUrl() + path);
            assertThat(browser.evaluate("[...document.querySelectorAll('input:not([type=hidden]), select')]"
                                    + ".filter(e => e.labels.length === 0).length")
                            .asInt())
                    .as(path)
                    .isZero();
            assertThat(browser.evaluate("document.documentElement.lang").asText())
                    .isEqualTo("en");
            assertThat(browser.evaluate("document.querySelectorAll('h1').length")
                            .asInt())
                    .isEqualTo(1);
            assertThat(browser.evaluate("document.scripts.length").asInt()).isZero();
        }
    }

    private void picture(String name) throws IOException {
        browser.screenshot(PICTURES.resolve(name + ".png"));
    }

    private static int api(String key) {
        return new Client(provider.apiUrl(), key).get("/models").status();
    }
}
