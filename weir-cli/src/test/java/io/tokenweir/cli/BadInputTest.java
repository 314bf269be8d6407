package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a user may get wrong costs one sentence and an exit code, within seconds and without a stack trace. */
@Timeout(20)
class BadInputTest {
    private static final String SCENARIO = """
            name: steady
            target: {model: m}
            scenarios:
              steady:
                executor: constant-arrival-rate
                rate: 10
                duration: 1m
                maxVUs: 10
                maxTokens: 16
            """;

    private record Answer(int exitCode, String error) {}

    @TempDir
    private Path folder;

    @Test
    void anUnknownScenarioKeyNamesTheNearestOneWithFileAndLine() throws IOException {
        Path scenario = scenario(SCENARIO.replace("maxVUs", "maxVus"));

        assertSentence(
                weir("run", scenario.toString()),
                ExitCode.USAGE,
                scenario + ":8: unknown key 'maxVus' (at scenarios.steady.maxVus); did you mean 'maxVUs'?");
    }

    @Test
    void aScraperWithoutSourcesSaysWhereTheyBelong() throws IOException {
        Path scenario = scenario(SCENARIO);

        assertSentence(
                weir("scrape", scenario.toString(), "--run-id", "r"),
                ExitCode.USAGE,
                "Scenario " + scenario + " names no endpoints under 'system'; docs/system.md shows how.");
    }

    @Test
    void aSourceThatIsNotOnLoopbackIsRefused() throws IOException {
        Path scenario = scenario(SCENARIO + "system: [{source: gpu, url: 'http://gpu.example.com/metrics'}]\n");

        assertThat(weir("scrape", scenario.toString(), "--run-id", "r").error())
                .startsWith("weir: Target gpu.example.com is not on loopback and not declared as authorised");
    }

    @Test
    void aScenarioBeyondItsBudgetIsRefused() throws IOException {
        Path scenario = scenario(SCENARIO + "budget: {requests: 599}\n");

        assertSentence(
                weir("run", scenario.toString()),
                ExitCode.USAGE,
                scenario + ": at least 600 requests would exceed its budget of 599 requests; "
                        + "offer less, or raise 'budget'.");
    }

    @Test
    void aSecretInAHeaderIsRefusedBeforeAnythingIsWritten() {
        Path runs = folder.resolve("runs");
        Answer answer = weir(
                "run",
                "--target",
                "http://127.0.0.1:1/v1",
                "--model",
                "m",
                "--vus",
                "1",
                "--header",
                "Authorization: Bearer sk-1",
                "--bootstrap-servers",
                "127.0.0.1:1",
                "--schema-registry-url",
                "http://127.0.0.1:1",
                "--runs-folder",
                runs.toString());

        assertSentence(
                answer,
                ExitCode.USAGE,
                "target.headers: Authorization carries a secret, and scenario files are kept with each run; "
                        + "put it into an environment variable and write ${NAME}.");
        assertThat(runs).doesNotExist();
    }

    @Test
    void aTraceForATargetThatIsNoAddressIsWrongUsage() throws IOException {
        Path trace = Files.writeString(
                folder.resolve("code.csv"),
                "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03.9799600,10,5\n");
        Path keys = Files.writeString(folder.resolve("keys"), "sk-1\n");

        assertSentence(
                weir("replay", trace.toString(), "--target", "somewhere", "--keys-file", keys.toString()),
                ExitCode.USAGE,
                "The target somewhere is no address of the form http://host:port/v1.");
    }

    @Test
    void aPasswordInTheTargetIsNeitherSentNorShown() throws IOException {
        Answer answer = weir("run", "--target", "http://jane:hush@127.0.0.1:1/v1", "--model", "m", "--vus", "1");
        assertThat(answer.error()).doesNotContain("hush").doesNotContain("jane");
        assertSentence(
                answer,
                ExitCode.USAGE,
                "The target's address holds a user name or a password, which results and logs would show; leave it out, and send"
                        + " a header from the environment: Authorization: ${NAME}.");
    }

    @Test
    void aQueryInTheTargetIsNotLostWithoutAWord() throws IOException {
        assertSentence(
                weir("run", "--target", "http://127.0.0.1:1/v1?api-version=1", "--model", "m", "--vus", "1"),
                ExitCode.USAGE,
                "The target http://127.0.0.1:1/v1?api-version=1 has a query or a fragment, which would not be sent; leave it out"
                        + " (Azure's api-version is target.apiVersion in a scenario).");
    }

    @Test
    void aSegmentWithoutALoopIsRefused() throws IOException {
        assertSentence(
                weir("run", scenario(SCENARIO).toString(), "--segment", "1h"),
                ExitCode.USAGE,
                "--segment belongs to --loop; add that, or leave it out.");
    }

    @Test
    void aSegmentThatIsTooShortForAResultIsRefused() throws IOException {
        assertSentence(
                weir("run", scenario(SCENARIO).toString(), "--loop", "--segment", "500ms"),
                ExitCode.USAGE,
                "--segment 500ms is too short: results are made of whole seconds; take 2s or more.");
    }

    @Test
    void aTraceRowThatDoesNotParseIsNamedBeforeAnythingStarts() throws IOException {
        Path trace = Files.writeString(
                folder.resolve("bad.csv"),
                "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46.6805900,374,44\n"
                        + "2023-11-16 18:15:50.9951690,oops,109\n");
        Path runs = folder.resolve("runs");

        assertSentence(
                weir("replay", trace.toString(), "--runs-folder", runs.toString()),
                ExitCode.FAILED,
                trace + ":3:29: expected a whole number of tokens; mend the row, "
                        + "or count such rows instead with --skip-bad-rows (in a scenario: skipBadRows: true).");
        assertThat(runs).doesNotExist();
    }

    @Test
    void bodiesWithWeightsNeedARateOrUsers() throws IOException {
        Path bodies = Files.writeString(folder.resolve("bodies.jsonl"), "{\"weight\": 1, \"body\": {}}\n");

        assertSentence(
                weir("replay", bodies.toString()),
                ExitCode.USAGE,
                bodies + " has weights and no timestamps, so nothing says when to send its bodies; "
                        + "give --scenario FILE with a rate or users (docs/replay.md shows one).");
        assertSentence(
                weir(
                        "replay",
                        bodies.toString(),
                        "--speed",
                        "2",
                        "--scenario",
                        scenario(SCENARIO).toString()),
                ExitCode.USAGE,
                bodies + " has weights and no timestamps, so --speed, --spread and --limit mean nothing; "
                        + "the scenario's duration, rate and budget say how much is sent.");
    }

    @Test
    void aRecordedBodyWithoutAWeightIsNamedBeforeAnythingStarts() throws IOException {
        Path bodies = Files.writeString(
                folder.resolve("bodies.jsonl"), "{\"weight\": 1, \"body\": {}}\n{\"weight\": 0, \"body\": {}}\n");

        assertSentence(
                weir(
                        "replay",
                        bodies.toString(),
                        "--scenario",
                        scenario(SCENARIO).toString()),
                ExitCode.FAILED,
                bodies + ":2:2: expected 'weight' to be a number above 0; mend the row, "
                        + "or count such rows instead with --skip-bad-rows (in a scenario: skipBadRows: true).");
    }

    @Test
    void aTargetThatDoesNotAnswerIsNamed() throws IOException {
        int port = FreePort.onLoopback();

        Answer answer = weir("run", scenario(SCENARIO).toString(), "--target", "http://127.0.0.1:" + port + "/v1");

        assertThat(answer.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(answer.error()).startsWith("weir: Target 127.0.0.1:" + port + " does not answer");
    }

    @Test
    void aSummaryThatCannotBeWrittenIsSaidBeforeTheRun() {
        assertSentence(
                weir(
                        "run",
                        "--target",
                        "http://127.0.0.1:" + FreePort.onLoopback() + "/v1",
                        "--model",
                        "m",
                        "--vus",
                        "1",
                        "--summary",
                        folder.toString()),
                ExitCode.USAGE,
                "The summary cannot be written to " + folder + ": it is a folder; name another with --summary.");
    }

    @Test
    void aScenarioFileAndTheQuickFormExcludeEachOther() throws IOException {
        assertSentence(
                weir("run", scenario(SCENARIO).toString(), "--vus", "3"),
                ExitCode.USAGE,
                "The scenario file says what is run; leave out --vus, or the file.");
    }

    @Test
    void aTargetThatIsNotDeclaredAuthorisedIsRefused() throws IOException {
        assertSentence(
                weir("run", scenario(SCENARIO).toString(), "--target", "https://llm.example.org/v1"),
                ExitCode.USAGE,
                "Target llm.example.org is not on loopback and not declared as authorised; add target.authorised "
                        + "with by, until and hosts to the scenario if its operator allows this test.");
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Answer answer = weir("simulate", "--port", Integer.toString(taken.getLocalPort()));

            assertThat(answer.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(answer.error())
                    .contains("port " + taken.getLocalPort() + " on 127.0.0.1 cannot be used")
                    .hasLineCount(1)
                    .doesNotContain("Exception");
        }
    }

    @Test
    void aBrokerThatIsNotThereIsNamed() {
        String address = "127.0.0.1:" + FreePort.onLoopback();

        assertSentence(
                weir("streams", "--bootstrap-servers", address, "--schema-registry-url", "http://127.0.0.1:9"),
                ExitCode.FAILED,
                "No Kafka broker answers at " + address
                        + "; start one (./weir broker) or name another with --bootstrap-servers.");
    }

    @Test
    void anUnknownCommandIsWrongUsage() {
        Answer answer = weir("frobnicate");

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.error()).contains("'frobnicate'");
    }

    @Test
    void anUnknownOptionIsWrongUsageAndPointsToTheHelp() {
        Answer answer = weir("demo", "--bogus");

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.error()).contains("Unknown option: '--bogus'").contains("./weir demo --help");
    }

    @Test
    void aJavaBelowSeventeenIsRefusedByTheStartScript() throws Exception {
        Path java = Files.writeString(folder.resolve("java"), "#!/bin/sh\necho 'openjdk version \"11.0.2\"' >&2\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        ProcessBuilder script = new ProcessBuilder(List.of("sh", "../weir", "help")).redirectErrorStream(true);
        script.environment().remove("JAVA_HOME");
        script.environment().put("PATH", folder + ":" + System.getenv("PATH"));

        Process process = script.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(ExitCode.USAGE);
        assertThat(said.strip())
                .isEqualTo("weir: Java 11 is too old; install a JDK 17 or newer, or set JAVA_HOME to one.");
    }

    private Path scenario(String text) throws IOException {
        return Files.writeString(folder.resolve("scenario.yaml"), text);
    }

    private static Answer weir(String... arguments) {
        StringWriter error = new StringWriter();
        CommandLine line = Main.commandLine().setErr(new PrintWriter(error, true));
        return new Answer(line.execute(arguments), error.toString().strip());
    }

    @Test
    void aBrokenRecipeIsRefusedWithFileLineStepAndWhatWasExpected() throws IOException {
        Path recipe = Files.writeString(folder.resolve("own.yaml"), """
                provider: own
                procedures:
                  sign-up:
                    - request: FETCH {{portal}}/signup
                  issue-key:
                    - request: POST {{portal}}/keys
                      extract: {apiKey: $.key}
                  prove-key:
                    - request: GET {{api}}/models
                """);

        Answer answer = weir(
                "provision",
                "--dry-run",
                "--recipe",
                recipe.toString(),
                "--portal-url",
                "http://127.0.0.1:1",
                "--mailbox-url",
                "http://127.0.0.1:1");

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.error())
                .startsWith("weir: " + recipe + ":4: step 'sign-up': expected a method and an address");
    }

    private static void assertSentence(Answer answer, int exitCode, String sentence) {
        assertThat(answer).isEqualTo(new Answer(exitCode, "weir: " + sentence));
    }
}
