package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import io.tokenweir.common.scenario.Executor;
import io.tokenweir.common.scenario.LoadSpec;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.scenario.ScenarioReader;
import io.tokenweir.common.scenario.StageSpec;
import io.tokenweir.common.scenario.TargetSpec;

class QuickScenarioTest {
    private static final String TARGET = "http://127.0.0.1:8000/v1";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--vus 2 --rate 5/s | Choose one: --vus is a closed loop, --rate an open one.",
                "--duration 5s | Say how much: --vus N or --rate N/s.",
                "--vus 2 --arrivals poisson | --arrivals belongs to --rate, which is not given.",
                "--vus 2 --max-vus 3 | --max-vus belongs to --rate, which is not given.",
                "--vus 2 --shape 3 | --shape belongs to --rate, which is not given.",
                "--rate 2/s --spread 1s | --spread belongs to --vus, which is not given.",
                "--rate 2/s --think-time 1s | --think-time belongs to --vus, which is not given.",
                "--rate 2/s --arrivals gamma | --arrivals gamma needs a --shape above 0.",
                "--rate 2/s --arrivals sudden | --arrivals sudden is not known; known are constant, poisson and gamma.",
                "--rate 2/s --shape 2 | --shape belongs to --arrivals gamma.",
                "--rate 0/s | --rate must be above 0.",
                "--rate fast | --rate fast is no rate; write for instance 200/s, 90/m or 0.5/s.",
                "--vus 0 | --vus must be above 0, not 0.",
                "--vus 1 --max-tokens 0 | --max-tokens must be above 0, not 0.",
                "--vus 1 --duration 0s | --duration must be longer than 0.",
                "--vus 1 --duration 5s --spread 5s | --spread 5s must be shorter than the duration of 5 s.",
                "--vus 1 --duration 5s --warmup 5s | --warmup 5s leaves nothing of the duration of 5 s to measure.",
                "--vus 1 --header X-Team | --header 'X-Team' is no header; write for instance --header 'X-Team: load'.",
                "--vus 1 --max-attempts 3 | --max-attempts needs --retry naive, back-off or obey.",
                "--vus 1 --retry none --max-attempts 3 | --retry none makes one attempt; leave out --max-attempts.",
                "--vus 1 --preset spike --spread 1s | --preset brings its own stages; leave out --spread.",
                "--rate 1/s --preset spike --arrivals poisson | --preset brings its own stages; leave out --arrivals.",
            })
    void optionsThatContradictEachOtherAreOneSentence(String options, String sentence) {
        assertRefused(options, sentence);
    }

    @Test
    void anUnknownPresetIsNamedWithThoseThereAre() {
        assertRefused(
                "--vus 1 --preset storm",
                "--preset: unknown preset 'storm'; known are smoke, average, stress, spike, soak, breakpoint.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:8000/v1", "http://bad host/v1", "ftp://127.0.0.1/v1", "http:///v1", "v1"})
    void aTargetThatIsNoAddressIsWrongUsage(String target) {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> TargetAddress.of(target))
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE))
                .withMessage("The target " + target + " is no address of the form http://host:port/v1.");
    }

    @Test
    void spreadStartsAreARampFromNoUsersAndALevelThatFillsTheDuration() {
        LoadSpec load = load("--vus 20 --spread 1.5s --duration 10s");

        assertThat(load.executor()).isEqualTo(Executor.RAMPING_VUS);
        assertThat(load.startVUs()).isZero();
        assertThat(load.stages())
                .containsExactly(
                        new StageSpec("spread", Duration.ofMillis(1_500), 20),
                        new StageSpec("steady", Duration.ofMillis(8_500), 20));
    }

    @Test
    void anOpenLoopMayHoldTenSecondsOfArrivals() {
        assertThat(load("--rate 200/s").maxVUs()).isEqualTo(2_000);
        assertThat(load("--rate 90/m").maxVUs()).isEqualTo(100);
        assertThat(load("--rate 90/m").rate()).isEqualTo(1.5);
    }

    @Test
    void aPresetRisesToThePeakWithinTheDuration() {
        assertThat(load("--vus 30 --preset spike --duration 30s").stages())
                .containsExactly(
                        new StageSpec("spike", Duration.ofSeconds(20), 30),
                        new StageSpec("descend", Duration.ofSeconds(10), 0));
    }

    @Test
    void aPresetWithoutADurationHasItsOwn() {
        assertThat(load("--rate 5/s --preset spike").stages())
                .containsExactly(
                        new StageSpec("spike", Duration.ofMinutes(2), 5),
                        new StageSpec("descend", Duration.ofMinutes(1), 0));
    }

    @Test
    void leaveIsForTodayAndTheHostOfTheTarget() {
        ScenarioFile scenario = QuickScenario.of(options("--vus 1 --authorised-by Ada"), "https://llm.example.org/v1");

        assertThat(scenario.target().authorised())
                .isEqualTo(new TargetSpec.Authorisation("Ada", LocalDate.now(), List.of("llm.example.org")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--vus 3",
                "--vus 20 --spread 1.5s --think-time 250ms --duration 10s --warmup 2s --max-tokens 7",
                "--rate 50/s --arrivals poisson --seed 7 --graceful-stop 2s",
                "--rate 100/h --arrivals gamma --shape 0.25 --max-vus 3 --prompt-tokens 99",
                "--vus 1 --retry back-off --max-attempts 9 --api anthropic-messages",
                "--vus 1 --provider vllm --authorised-by Ada",
                "--vus 1 --header X-Team:load --header X-Trace:${TRACE} --ca-file ca.pem --timeout 5s",
                "--vus 1 --timeout 20m",
            })
    void theFileThatSaysTheSameReadsAsTheSame(String options) {
        ScenarioFile quick = scenario(options);

        assertThat(ScenarioReader.parse("quick.yaml", QuickScenarioText.of(quick)))
                .isEqualTo(quick);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--vus 7 --preset stress --duration 10s", "--rate 7/s --preset soak --duration 11s"})
    void theFileOfAPresetHasItsStages(String options) {
        LoadSpec quick = load(options);
        LoadSpec read = ScenarioReader.parse("quick.yaml", QuickScenarioText.of(scenario(options)))
                .scenarios()
                .get("quick");

        assertThat(read.executor()).isEqualTo(quick.executor());
        assertThat(read.stages()).isEqualTo(quick.stages());
        assertThat(read.startVUs()).isEqualTo(quick.startVUs());
        assertThat(read.startRate()).isEqualTo(quick.startRate());
        assertThat(read.maxVUs()).isEqualTo(quick.maxVUs());
    }

    @Test
    void whatRunsItAgainNamesEveryHeaderByItself() {
        assertThat(options("--vus 1 --header X-Team:load --header X-Trace:${TRACE}")
                        .arguments())
                .containsSubsequence("--header", "X-Team:load", "--header", "X-Trace:${TRACE}");
    }

    @Test
    void aModelWithMarksOfItsOwnStaysAsItIs() {
        QuickOptions options = options("--vus 1");
        options.model = "a \"b\": {c} \\ #d";
        ScenarioFile quick = QuickScenario.of(options, TARGET);

        assertThat(ScenarioReader.parse("quick.yaml", QuickScenarioText.of(quick))
                        .target()
                        .model())
                .isEqualTo(options.model);
    }

    private static void assertRefused(String options, String sentence) {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> scenario(options))
                .withMessage(sentence)
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE));
    }

    private static LoadSpec load(String options) {
        return scenario(options).scenarios().get("quick");
    }

    private static ScenarioFile scenario(String options) {
        return QuickScenario.of(options(options), TARGET);
    }

    private static QuickOptions options(String options) {
        Holder holder = new Holder();
        new CommandLine(holder).parseArgs(("--model m " + options).split(" "));
        return holder.quick;
    }

    @CommandLine.Command
    private static final class Holder {
        @CommandLine.Mixin
        private QuickOptions quick;
    }
}
