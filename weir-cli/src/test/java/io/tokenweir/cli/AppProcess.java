package io.tokenweir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.awaitility.Awaitility;

/** A running application of the suite; it says where it listens. */
record AppProcess(Process process, String url) implements AutoCloseable {
    private static final String READY = "READY ";

    static AppProcess start(List<String> command, Path folder, String llmUrl) throws IOException {
        Path output = folder.resolve("app.out");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("LLM_URL", llmUrl);
        Process process = builder.start();
        String port = Awaitility.await("the application of " + command)
                .atMost(Duration.ofSeconds(60))
                .until(() -> port(output), Optional::isPresent)
                .orElseThrow();
        return new AppProcess(process, "http://127.0.0.1:" + port + "/ask");
    }

    private static Optional<String> port(Path output) throws IOException {
        return Files.readString(output)
                .lines()
                .filter(line -> line.startsWith(READY))
                .map(line -> line.substring(READY.length()))
                .findFirst();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
