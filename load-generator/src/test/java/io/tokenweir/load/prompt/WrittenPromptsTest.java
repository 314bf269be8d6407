package io.tokenweir.load.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.common.scenario.PromptSpec;

class WrittenPromptsTest {
    @TempDir
    Path folder;

    @Test
    void takesOneTextALine() throws Exception {
        assertThat(texts("q.txt", "One?\n\nTwo, \"é😀\"?\n", 10)).containsExactly("One?", "Two, \"é😀\"?");
        assertThat(texts("r.txt", "One?\nTwo?\n", 1)).containsExactly("One?");
    }

    @Test
    void takesStringsAndObjectsFromJsonLines() throws Exception {
        assertThat(texts("q.jsonl", "\"a\\nb\"\n{\"text\":\"c\",\"x\":1}\n", 10))
                .containsExactly("a\nb", "c");
        assertThatThrownBy(() -> texts("r.jsonl", "{\"text\":\"c\"}\n{\"prompt\":\"c\"}\n", 10))
                .hasMessageContaining("r.jsonl:2: expected a JSON string, or an object with a string 'text'");
    }

    @Test
    void fillsATemplateFromCsvWithQuotedFields() throws Exception {
        String csv = "title, body\n\"A, \"\"b\"\"\",\"two\nlines $1\"\nC,D\n";
        assertThat(filled("d.csv", csv)).containsExactly("About A, \"b\": two\nlines $1.", "About C: D.");
    }

    @Test
    void fillsATemplateFromJsonLines() throws Exception {
        assertThat(filled("d.jsonl", "{\"title\":\"T\",\"body\":7}\n")).containsExactly("About T: 7.");
    }

    @Test
    void saysWhichColumnIsMissingAndWhereARowIsWrong() {
        assertThatThrownBy(() -> filled("d.csv", "title,text\na,b\n"))
                .hasMessageContaining("d.csv:2 has no column 'body', which the template names; it has title, text");
        assertThatThrownBy(() -> filled("e.csv", "title,body\na,b,c\n"))
                .hasMessageContaining("e.csv:2: the row has 3 fields, the head line 2");
        assertThatThrownBy(() -> filled("f.csv", "title,body\n\"a,b\n")).hasMessageContaining("no end");
        assertThatThrownBy(() -> WrittenPrompts.texts(
                        new PromptSpec(null, null, folder.resolve("none.txt").toString(), null, null, null, null)))
                .hasMessageContaining("There is no file");
    }

    private List<String> texts(String name, String content, int distinct) throws IOException {
        return WrittenPrompts.texts(new PromptSpec(null, distinct, write(name, content), null, null, null, null));
    }

    private List<String> filled(String name, String content) throws IOException {
        return WrittenPrompts.texts(
                new PromptSpec(null, null, null, "About {{title}}: {{ body }}.", write(name, content), null, null));
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }
}
