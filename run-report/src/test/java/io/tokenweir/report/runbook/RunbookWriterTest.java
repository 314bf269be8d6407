package io.tokenweir.report.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.report.SyntheticRun;

class RunbookWriterTest {
    private static final SyntheticRun RUN = new SyntheticRun(7, 60, 50);

    @TempDir
    Path folder;

    @Test
    void writesThePageTheTextAndTheTree() throws IOException {
        Path page = RunbookWriter.write(folder, SyntheticRunbook.data(RUN, true, false));
        assertThat(page).hasFileName("runbook.html").isNotEmptyFile();
        assertThat(folder.resolve("runbook.md")).content().startsWith("# Shedding begins at ");
        JsonNode tree = new ObjectMapper().readTree(Files.readString(folder.resolve("runbook.json")));
        assertThat(tree.path("runId").asText()).isEqualTo(SyntheticRun.RUN);
        assertThat(tree.path("started").asText()).endsWith("Z");
    }

    @Test
    void thePageNeedsNoScriptAndNoNetwork() throws IOException {
        Path page = RunbookWriter.write(folder, SyntheticRunbook.data(RUN, true, false));
        assertThat(Files.readString(page)).doesNotContain("<script", "http://", "https://", "@import", "src=");
    }

    @Test
    void thePageSaysThatTheRunWasCutShort() throws IOException {
        Path page = RunbookWriter.write(folder, SyntheticRunbook.data(RUN, true, true));
        assertThat(Files.readString(page)).contains("cut short");
    }

    @Test
    void thePageEscapesWhatAScenarioSays() throws IOException {
        RunbookData data = SyntheticRunbook.data(RUN, false, false);
        String page = RunbookHtml.render(data);
        assertThat(page).contains("the simulated provider (openai profile)").doesNotContain("null");
    }
}
