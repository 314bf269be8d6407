package io.tokenweir.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.common.scenario.LoadSpec;
import io.tokenweir.common.scenario.ScenarioReader;

class LoadSettingsTest {
    @Test
    void tellsStagesOneByOne(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("ramp.yaml"), """
                name: test
                target: {url: "http://127.0.0.1:1/v1", api: openai-chat, provider: openai, model: m}
                scenarios:
                  main: {executor: ramping-vus, maxTokens: 8, stages: [{name: up, duration: 3s, target: 6}, {duration: 2s, target: 0}]}
                """);
        LoadSpec load = ScenarioReader.read(file).scenarios().get("main");
        assertThat(LoadSettings.of(load))
                .containsEntry("stages.1.name", "up")
                .containsEntry("stages.1.duration", "3.0 s")
                .containsEntry("stages.1.target", "6.0")
                .containsEntry("stages.2.duration", "2.0 s")
                .containsEntry("thinkTime", "0.0 s")
                .doesNotContainKeys("stages", "stages.2.name", "trace");
    }
}
