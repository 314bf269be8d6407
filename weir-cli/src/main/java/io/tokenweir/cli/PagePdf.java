package io.tokenweir.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Prints a page to PDF with a Chromium that is installed; without one, says how a person does it. */
final class PagePdf {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    private static final long LONGEST_SECONDS = 60;

    private PagePdf() {}

    /** @return what was written, or what to do instead, in a sentence */
    static String print(Path page) {
        Optional<Path> browser = browser(System.getenv("PATH"));
        if (browser.isEmpty()) {
            return "No Chromium was found on the PATH: open " + page + " in any browser and print it to PDF;"
                    + " it is laid out for one sheet of A4 or Letter.";
        }
        Path pdf = page.resolveSibling("runbook.pdf");
        try {
            Files.deleteIfExists(pdf);
            Path profile = Files.createTempDirectory("weir-chromium");
            Process process = new ProcessBuilder(
                            browser.get().toString(),
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--user-data-dir=" + profile,
                            "--no-pdf-header-footer",
                            "--print-to-pdf=" + pdf.toAbsolutePath(),
                            page.toUri().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            delete(profile);
        } catch (IOException e) {
            throw Failure.failed(browser.get() + " cannot be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Files.exists(pdf)
                ? "  pdf       " + pdf
                : browser.get() + " wrote no PDF; open " + page + " in a browser and print it.";
    }

    /** @param path directories as the shell searches them; null: none */
    static Optional<Path> browser(String path) {
        return path == null
                ? Optional.empty()
                : NAMES.stream()
                        .flatMap(name ->
                                Stream.of(path.split(File.pathSeparator)).map(directory -> Path.of(directory, name)))
                        .filter(Files::isExecutable)
                        .findFirst();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
