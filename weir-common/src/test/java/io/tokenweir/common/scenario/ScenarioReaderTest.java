package io.tokenweir.common.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;

class ScenarioReaderTest {
    private static final String SMALL = """
            name: small
            target: {model: m}
            scenarios:
              steady:
                executor: constant-vus
                vus: 5
                duration: 1m30s
                maxTokens: 16
            """;

    @Test
    void readsAScenarioAndFillsInTheDefaults() {
        ScenarioFile file = ScenarioReader.parse("small.yaml", SMALL);

        LoadSpec load = file.scenarios().get("steady");
        assertThat(load.executor()).isEqualTo(Executor.CONSTANT_VUS);
        assertThat(load.duration()).isEqualTo(Duration.ofSeconds(90));
        assertThat(load.reaction().retry()).isEqualTo(ReactionSpec.Retry.NONE);
        assertThat(file.seed()).isEqualTo(ScenarioFile.DEFAULT_SEED);
        assertThat(file.target().api()).isEqualTo("openai-chat");
    }

    @Test
    void leavesTheTimeoutsThatAreNotGivenAsUsual() {
        TimeoutSpec timeouts = ScenarioReader.parse(
                        "small.yaml", SMALL.replace("model: m", "model: m, timeouts: {firstToken: 3m}"))
                .target()
                .timeouts();
        assertThat(timeouts.firstToken()).isEqualTo(Duration.ofMinutes(3));
        assertThat(timeouts.idle()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void refusesToWaitLongerForTheFirstTokenThanForAll() {
        String text = SMALL.replace("model: m", "model: m, timeouts: {firstToken: 20m}");
        assertThatThrownBy(() -> ScenarioReader.parse("small.yaml", text))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("'target.timeouts.firstToken' is longer than 'total'");
    }

    @Test
    void namesTheNearestKnownKeyWithFileAndLine() {
        String text = SMALL.replace("duration:", "duratoin:");

        assertThatThrownBy(() -> ScenarioReader.parse("small.yaml", text))
                .isInstanceOf(ScenarioException.class)
                .hasMessageStartingWith("small.yaml:7: unknown key 'duratoin'")
                .hasMessageEndingWith("did you mean 'duration'?");
    }

    @Test
    void listsTheKnownKeysWhenNoneIsNear() {
        String text = SMALL.replace("vus: 5", "zzzzzzzz: 5");

        assertThatThrownBy(() -> ScenarioReader.parse("small.yaml", text))
                .hasMessageContaining("known here: burstiness, ")
                .hasMessageContaining(", duration, executor, ");
    }

    @Test
    void saysWhatADurationLooksLike() {
        assertThatThrownBy(() -> ScenarioReader.parse("small.yaml", SMALL.replace("1m30s", "soon")))
                .hasMessageContaining("small.yaml:7")
                .hasMessageContaining("'soon' is no duration; write for instance 250ms");
    }

    @Test
    void saysWhichExecutorsAreKnown() {
        assertThatThrownBy(() -> ScenarioReader.parse("small.yaml", SMALL.replace("constant-vus", "constant-users")))
                .hasMessageContaining("unknown executor 'constant-users'")
                .hasMessageContaining("ramping-vus");
    }

    @Test
    void refusesAnExecutorWithoutItsNumbers() {
        assertThatThrownBy(() -> ScenarioReader.parse("small.yaml", SMALL.replace("vus: 5", "vus: 0")))
                .hasMessage("small.yaml: scenario 'steady': constant-vus needs 'vus' above 0.");
    }

    @Test
    void saysThatAFileIsMissing() {
        assertThatThrownBy(() -> ScenarioReader.read(Path.of("no-such.yaml")))
                .hasMessage("There is no scenario file no-such.yaml.");
    }

    @Test
    void refusesToBoundWhatAccountsMayCostWithoutKnowingWhatOneCosts() {
        String accounts = "accounts: {batch: b, count: 1, caps: {spend: 5}}\n";

        assertThatThrownBy(() -> ScenarioReader.parse("small.yaml", SMALL + accounts))
                .hasMessage(
                        "small.yaml: 'caps' of 'accounts' bounds what they may cost ('spend'), so say what one costs "
                                + "('costEach').");
    }

    @Test
    void takesTheLengthsOfAPromptFromItsFile() {
        LoadSpec load = ScenarioReader.parse("small.yaml", recorded("prompt: {file: bodies.jsonl}"))
                .scenarios()
                .get("steady");

        assertThat(load.prompt().file()).isEqualTo("bodies.jsonl");
        assertThat(load.prompt().tokens()).isZero();
        assertThat(load.maxTokens()).isNull();
    }

    @Test
    void refusesToBuildAPromptThatIsRecorded() {
        assertThatThrownBy(
                        () -> ScenarioReader.parse("small.yaml", recorded("prompt: {file: bodies.jsonl, tokens: 200}")))
                .hasMessageContaining("small.yaml:8")
                .hasMessageContaining("a prompt with a 'file' is recorded, so 'tokens' and 'distinct' mean nothing");
    }

    @Test
    void refusesAPromptFileBesideATrace() {
        String text = recorded("prompt: {file: bodies.jsonl}")
                .replace("constant-vus", "trace-replay")
                .replace("vus: 5", "trace: {file: t.csv}");

        assertThatThrownBy(() -> ScenarioReader.parse("small.yaml", text))
                .hasMessage("small.yaml: scenario 'steady': trace-replay sends what its trace says; "
                        + "take 'prompt.file' out, or choose another executor.");
    }

    private static String recorded(String prompt) {
        return SMALL.replace("maxTokens: 16", prompt);
    }
}
