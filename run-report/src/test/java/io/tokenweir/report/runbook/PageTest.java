package io.tokenweir.report.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.report.SyntheticRun;
import io.tokenweir.report.limiter.Charging;
import io.tokenweir.report.limiter.Dimension;
import io.tokenweir.report.limiter.Finding;
import io.tokenweir.report.limiter.LimitScope;
import io.tokenweir.report.limiter.LimiterFinding;
import io.tokenweir.report.limiter.LimiterFindings;
import io.tokenweir.report.limiter.WindowKind;

/** The page as a whole: what it holds, and that its three renderings say the same. */
class PageTest {
    private static final SyntheticRun RUN = new SyntheticRun(7, 60, 50);

    @TempDir
    static Path folder;

    private static String html;
    private static String markdown;
    private static JsonNode json;

    @BeforeAll
    static void write() throws IOException {
        RunbookWriter.write(folder, SyntheticRunbook.data(RUN, true, false));
        html = Files.readString(folder.resolve("runbook.html"));
        markdown = Files.readString(folder.resolve("runbook.md"));
        json = new ObjectMapper().readTree(Files.readString(folder.resolve("runbook.json")));
    }

    @Test
    void everyWordAndNumberOfAPartStandsInAllThreeRenderings() {
        List<String> texts = new ArrayList<>();
        for (JsonNode section : json.path("sections")) {
            for (JsonNode item : section.path("items")) {
                texts.addAll(List.of(
                        item.path("name").asText(),
                        item.path("value").asText(),
                        item.path("detail").asText()));
            }
        }
        String plain = html.replaceAll("<[^>]+>", "")
                .replace("&quot;", "\"")
                .replace("&gt;", ">")
                .replace("&amp;", "&");

        assertThat(texts).hasSizeGreaterThan(60);
        assertThat(texts).allSatisfy(text -> {
            assertThat(plain).contains(text);
            assertThat(markdown).contains(text);
        });
        assertThat(plain).contains(json.path("verdict").path("sentence").asText());
        assertThat(markdown).contains(json.path("verdict").path("sentence").asText());
    }

    @Test
    void theFiguresOfAPartAreThoseItsWordsWereMadeOf() {
        double felt = json.path("felt").path("all").path("p50Millis").asDouble();
        double cap = json.path("advice").path(0).path("value").asDouble();

        assertThat(html).contains(Figures.span(felt), Figures.rounded(cap) + " streams");
    }

    @Test
    void thePageHasEveryPartThatAStrangerNeeds() {
        assertThat(json.path("sections"))
                .extracting(section -> section.path("id").asText())
                .containsExactly("where", "path", "proof", "felt", "layer", "cost", "set", "trust", "again");
    }

    @Test
    void shedAndPathShareStandOnOneAxis() {
        assertThat(json.path("curve").path("points").size()).isGreaterThan(5);
        assertThat(html).contains("class=\"shed-line\"", "class=\"path-line\"", "class=\"shed-bar\"");
    }

    @Test
    void refusalsWithinMillisecondsWithHeadersAreAPolicy() {
        assertThat(json.path("layer").path("kind").asText()).isEqualTo("POLICY");
        assertThat(json.path("layer").path("refusalP99Millis").asDouble()).isLessThan(5);
    }

    @Test
    void whatNobodyLookedAtIsNamed() {
        assertThat(html).contains("not tested", "./weir limiter", "one climb gives no interval", "limits of a day");
    }

    @Test
    void whatTheLimiterIsStandsOnThePageWithItsConfidenceAndItsWarnings() {
        LimiterFinding tokens = new LimiterFinding(
                Finding.of(Dimension.TOKENS, 0.97, "probes"),
                new Finding<>(80_000.0, 79_000.0, 81_000.0, 0.91, "bracket", "100000"),
                "tokens",
                Finding.of(WindowKind.SLIDING, 0.7, "split burst"),
                Finding.of(60.0, 0.9, "refill"),
                null,
                null,
                Finding.of(Charging.PROMPT_AND_MAX_TOKENS, 0.9, "small prompts"),
                null,
                Finding.of(LimitScope.KEY, 0.9, "second key"));
        LimiterFindings limiter = new LimiterFindings(
                List.of(tokens),
                Map.of(),
                List.of(),
                new LimiterFindings.Spent(60, 100, 10_000, 20, 0),
                List.of("scope beyond two keys"),
                List.of("keys a and b share a scope though they should not"),
                "told apart");
        RunbookData data = SyntheticRunbook.data(RUN, true, false, new Findings(null, null, null, limiter));

        assertThat(RunbookHtml.render(data))
                .contains(
                        "80,000 tokens in 60 s",
                        "window sliding",
                        "confidence of the least sure 0.70",
                        "headers claim 100000",
                        "keys a and b share a scope though they should not",
                        "scope beyond two keys",
                        "charged up front");
    }

    @Test
    void namesAreEscaped() {
        assertThat(SectionHtml.of(
                        new Section("felt", "a<b", List.of(Section.Item.of("<script>", "1 & 2", "\"quoted\"")))))
                .contains("a&lt;b", "&lt;script&gt;", "1 &amp; 2", "&quot;quoted&quot;");
    }
}
