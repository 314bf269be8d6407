package io.tokenweir.report.runbook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.tokenweir.report.ReportException;

/** Writes the runbook as three files side by side: a page, a text, a tree. */
public final class RunbookWriter {
    public static final String HTML = "runbook.html";
    public static final String MARKDOWN = "runbook.md";
    public static final String JSON = "runbook.json";

    private RunbookWriter() {}

    /**
     * Writes {@code runbook.html}, {@code runbook.md} and {@code runbook.json}; answers where the page is. What was there
     * is replaced.
     */
    public static Path write(Path folder, RunbookData data) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(JSON), RunbookJson.render(data));
            Files.writeString(folder.resolve(MARKDOWN), RunbookMarkdown.render(data));
            Files.writeString(folder.resolve(HTML), RunbookHtml.render(data));
            return folder.resolve(HTML);
        } catch (IOException e) {
            throw new ReportException("The runbook cannot be written to " + folder + ": " + e.getMessage(), e);
        }
    }
}
