package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Applications of every kind on the vendors' own SDKs, newest from their registries, between users that the generator plays and a
 * provider with a limit, behind the tap: {@code ./mvnw verify -Papps -pl weir-cli -am}. What an application does upstream is read
 * from the provider's log, what its users see from the run's summary. The programs are in {@code src/test/resources/apps}.
 */
@Tag("apps")
class AppsIT {
    private static final Path WORK = Path.of("target/apps").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long AT_ONCE_MICROS = 100_000;
    private static final long ASKED_MICROS = 400_000;

    private static AppPrograms programs;
    private static WeirProcess provider;
    private static WeirProcess tap;
    private static String portal;
    private static String tapUrl;

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(WORK);
        programs = new AppPrograms(WORK);
        provider = WeirProcess.start(
                WORK,
                Map.of(),
                List.of("simulate", "--config", programs.script("provider.yaml").toString()));
        portal = provider.lineAfter("Portal", PATIENCE);
        tap = WeirProcess.start(WORK, Map.of(), List.of("tap", "--listen", "127.0.0.1:0", "--upstream", portal));
        tapUrl = tap.lineAfter("Tap", PATIENCE).split(" ")[0];
    }

    @AfterAll
    static void stop() {
        tap.close();
        provider.close();
    }

    @Test
    void oneOnOpenAisDefaultsWaitsAsLongAsAsked() throws Exception {
        waitsAsLongAsAsked(python("obeys"));
    }

    @Test
    void oneOnAnthropicsDefaultsWaitsAsLongAsAsked() throws Exception {
        waitsAsLongAsAsked(python("anthropic_defaults"));
    }

    @Test
    void oneOnOpenAisDefaultsForNodeWaitsAsLongAsAsked() throws Exception {
        waitsAsLongAsAsked(play(programs.node("node_defaults.mjs")));
    }

    private static void waitsAsLongAsAsked(AppRun seen) {
        assertThat(seen.waitsMicros()).isNotEmpty().allMatch(wait -> wait >= ASKED_MICROS);
        assertThat(seen.callsPerAction()).isBetween(1.1, 3.0);
    }

    @Test
    void oneOnLangChain4jsDefaultsTriesAgain() throws Exception {
        AppRun seen = play(programs.java("LangChain4jDefaults.java"));

        // it passes no trace on, so calls cannot be told apart here, only counted
        assertThat(seen.calls()).isGreaterThan(seen.users("OK") + seen.users("SERVER_ERROR"));
        assertThat(seen.users("OK")).isPositive();
    }

    @Test
    void oneThatIgnoresRetryAfterComesTooEarly() throws Exception {
        AppRun seen = python("ignores");

        assertThat(seen.waitsMicros())
                .isNotEmpty()
                .allMatch(wait -> wait >= AT_ONCE_MICROS)
                .anyMatch(wait -> wait < ASKED_MICROS);
        assertThat(seen.callsPerAction()).isGreaterThan(1.5);
    }

    @Test
    void oneThatRetriesAtOnceMakesAStorm() throws Exception {
        AppRun seen = python("retries_at_once");

        assertThat(seen.medianWaitMicros()).isLessThan(AT_ONCE_MICROS);
        assertThat(seen.callsPerAction()).isGreaterThan(3);
    }

    @Test
    void oneThatFansOutMakesManyCallsOfEachActionAtOnce() throws Exception {
        AppRun seen = python("fans_out");

        assertThat(seen.callsPerAction()).isEqualTo(6);
        assertThat(seen.admitted("sim-large")).isLessThan(seen.calls());
        assertThat(seen.users("SERVER_ERROR")).isPositive();
    }

    @Test
    void oneThatShedsRefusesItsUsersHonestlyAndSparesTheProvider() throws Exception {
        AppRun seen = python("sheds");

        assertThat(seen.users("DECLINED")).isPositive();
        assertThat(seen.users("OK") + seen.users("DECLINED")).isEqualTo(seen.offered());
        assertThat(seen.calls()).isLessThan(seen.offered());
    }

    @Test
    void oneThatQueuesAnswersAllLate() throws Exception {
        AppRun seen = python("queues");

        assertThat(seen.users("OK")).isEqualTo(seen.offered());
        assertThat(seen.slowestMillis()).isGreaterThan(1_000);
        assertThat(seen.admitted("sim-large")).isEqualTo(seen.offered());
    }

    @Test
    void oneThatFallsBackAnswersAllAndTheLesserAnswersAreCounted() throws Exception {
        AppRun seen = python("falls_back");

        assertThat(seen.users("OK")).isEqualTo(seen.offered());
        assertThat(seen.admitted("sim-small")).isPositive();
        assertThat(seen.degraded()).isEqualTo(seen.admitted("sim-small"));
    }

    @Test
    void oneThatHangsIsGivenUpAndNamedSo() throws Exception {
        AppRun seen = python("hangs");

        assertThat(seen.users("CLIENT_TIMEOUT")).isPositive();
        assertThat(seen.evidence("CLIENT_TIMEOUT")).startsWith("rule hang by transport");
    }

    /** Its answers look whole to its users; only the other side shows which model made them. */
    @Test
    void oneThatLiesIsSeenThroughFromTheOtherSideOnly() throws Exception {
        AppRun seen = python("lies");

        assertThat(seen.users("OK")).isEqualTo(seen.offered());
        assertThat(seen.degraded()).isZero();
        assertThat(seen.admitted("sim-small")).isPositive();
    }

    private static AppRun python(String name) throws Exception {
        return play(programs.python(name + ".py"));
    }

    /** @param command of the application; null where it cannot run here */
    private static AppRun play(List<String> command) throws Exception {
        assumeTrue(command != null, programs.missing());
        AppRun.post(portal + "/admin/reset");
        Path folder = Files.createTempDirectory(WORK, "run-");
        Files.writeString(folder.resolve("ask.json"), "{\"question\": \"${prompt}\", \"session\": \"u-${user}\"}");
        try (AppProcess app = AppProcess.start(command, folder, tapUrl + "/v1");
                WeirProcess run = WeirProcess.start(folder, Map.of(), users(app.url()))) {
            int code = run.exitCode(Duration.ofMinutes(2));
            assertThat(code).as(run.output()).isIn(0, 1);
            JsonNode summary =
                    new ObjectMapper().readTree(folder.resolve("summary.json").toFile());
            return AppRun.of(summary, portal);
        }
    }

    private static List<String> users(String url) {
        return List.of(
                "run",
                "--api",
                "http",
                "--target",
                url,
                "--body",
                "ask.json",
                "--answer",
                "$.answer",
                "--answer-model",
                "$.model",
                "--refusal",
                "503",
                "--degraded",
                "$.model=small",
                "--hang",
                "12s",
                "--rate",
                "4/s",
                "--duration",
                "5s",
                "--graceful-stop",
                "15s",
                "--prompt-tokens",
                "40",
                "--summary",
                "summary.json");
    }
}
