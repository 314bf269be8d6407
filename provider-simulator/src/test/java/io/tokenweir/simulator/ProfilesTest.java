package io.tokenweir.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProfilesTest {
    @TempDir
    Path folder;

    static Stream<String> names() {
        return SimulatorConfig.profiles().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyBuiltInProfileIsUsableAndSaysWhatItIs(String name) throws IOException {
        SimulatorConfig config = SimulatorConfig.profile(name);

        assertThat(config.profile()).isEqualTo(name.equals("openai-like") ? null : name);
        assertThat(config.models()).containsKeys("sim-large", "sim-small");
        assertThat(config.voices()).containsOnlyKeys("openai", "anthropic", "azure", "gateway");
        assertThat(Files.readString(resources().resolve(name + ".yaml"))).startsWith("# ");
    }

    @Test
    void everyProfileFileIsListed() throws IOException {
        try (Stream<Path> files = Files.list(resources())) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(file -> file.endsWith(".yaml"))
                            .map(file -> file.replace(".yaml", "")))
                    .containsExactlyInAnyOrderElementsOf(SimulatorConfig.profiles());
        }
    }

    @Test
    void aFileOfOnesOwnInheritsAProfileAndIsInherited() throws IOException {
        write("mine.yaml", "profile: openai-tier-1\nmodels: {gpt-4o: {limits: {requestsPerMinute: 77}}}\n");
        Path over = write("over.yaml", "profile: mine.yaml\nmodels: {gpt-4o: {limits: {tokensPerMinute: 88}}}\n");

        SimulatorConfig config = SimulatorConfig.profile(over.toString());

        assertThat(config.models().get("gpt-4o").limits().requestsPerMinute()).isEqualTo(77);
        assertThat(config.models().get("gpt-4o").limits().tokensPerMinute()).isEqualTo(88);
        assertThat(config.models().get("gpt-4o-mini").limits().requestsPerDay()).isEqualTo(10_000);
    }

    @Test
    void aNamedVoiceTakesThePlaceOfTheOtherAndCanBeChangedInPlaces() throws IOException {
        Path file = write("voices.yaml", """
                voices:
                  anthropic: envoy
                  openai: {use: kong, refusals: {tokens: {status: 420}}, headers: {left: "{tokens.remaining}"}}
                """);

        SimulatorConfig config = SimulatorConfig.load(file);

        assertThat(config.voices().get("anthropic").refusals()).containsOnlyKeys("other");
        assertThat(config.voices().get("openai").refusals()).containsOnlyKeys("other", "requests", "tokens");
        assertThat(config.voices().get("openai").headers()).containsOnlyKeys("left");
    }

    @Test
    void aFileIsLaidOverTheProfileOfTheCommandLine() throws IOException {
        Path file = write("sim.yaml", "profile: kong\nseed: 9\n");

        SimulatorConfig config = SimulatorConfig.load("groq", file);

        assertThat(config.seed()).isEqualTo(9);
        assertThat(config.models().get("sim-large").limits().tokensPerMinute()).isEqualTo(6_000);
    }

    @Test
    void aNewProviderNeedsNoCode() throws IOException {
        Path file = write("acme.yaml", """
                models: {sim-large: {limits: {requestsPerMinute: 1, tokensPerMinute: 0}}}
                voices:
                  openai:
                    shown: {}
                    words: {requests: calls}
                    headers: {acme-left: "{requests.remaining}"}
                    refusals: {other: {status: 420, body: {calm: "{words}"}}}
                """);

        assertThat(SimulatorConfig.profile(file.toString())
                        .voices()
                        .get("openai")
                        .headers())
                .containsOnlyKeys("acme-left");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "profile: opnai-like#There is no profile 'opnai-like' and no such file; did you mean 'openai-like'?",
                "profile: self.yaml#The profile self.yaml inherits itself",
                "voices: {openai: acme}#self.yaml: There is no voice 'acme' for voices.openai",
                "voices: {opnai: openai}#self.yaml: voices.opnai is never asked; the voices are openai, anthropic",
                "voices: {openai: {headers: {a: '{tokens.left}'}}}#self.yaml: voices.openai: nothing is called {tokens.left}",
                "voices: {openai: {headers: {a: '{wait|hours}'}}}#self.yaml: voices.openai: There is no form 'hours'",
                "spend: {limits: [{name: a, counts: TOKENS, limit: 1}]}#self.yaml: spend.limits must all count SPEND.",
                "models: {m: {limits: {also: [{counts: TOKENS, limit: 1}]}}}#self.yaml: models.m.limits.also needs name",
                "limitChanges: [{afterSeconds: 3, to: 5}]#self.yaml: limitChanges needs limit (a limit's name) and to",
                "gateway: {llm-token-limit: [{counter-key: a}]}#llm-token-limit needs tokens-per-minute, or token-quota"
            })
    void saysWhatIsWrongWithAProfile(String yaml, String sentence) throws IOException {
        Path file = write("self.yaml", yaml + "\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimulatorConfig.load(file))
                .withMessageContaining(sentence);
    }

    private Path write(String name, String yaml) throws IOException {
        return Files.writeString(folder.resolve(name), yaml);
    }

    private static Path resources() {
        return Path.of("src/main/resources/profiles");
    }
}
