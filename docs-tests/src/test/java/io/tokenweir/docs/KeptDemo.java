package io.tokenweir.docs;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real run whose broker is up: one of {@code ./weir demo --keep}, or one that is up already, named by DOCS_BROKERS,
 * DOCS_REGISTRY and DOCS_RUN (its folder). Owns the process that it started.
 *
 * @param process null when somebody else started it
 */
record KeptDemo(String brokers, String registry, Path folder, Process process) implements AutoCloseable {
    private static final Pattern RUN = Pattern.compile("Run (\\S+): .*");
    private static final Pattern KEPT = Pattern.compile("Kept up: .*Kafka (\\S+), registry (\\S+)\\. Ctrl-C.*");

    static KeptDemo open(Path runs) throws IOException {
        if (System.getenv("DOCS_BROKERS") != null) {
            Path folder = Path.of(System.getenv("DOCS_RUN")).toAbsolutePath();
            return new KeptDemo(System.getenv("DOCS_BROKERS"), System.getenv("DOCS_REGISTRY"), folder, null);
        }
        Process demo = new ProcessBuilder("../weir", "demo", "--keep", "--runs-folder", runs.toString())
                .redirectErrorStream(true)
                .start();
        StringBuilder said = new StringBuilder();
        String run = null;
        BufferedReader lines = demo.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.append(line).append('\n');
            Matcher named = RUN.matcher(line);
            Matcher kept = KEPT.matcher(line);
            if (named.matches()) {
                run = named.group(1);
            } else if (kept.matches()) {
                return new KeptDemo(kept.group(1), kept.group(2), runs.resolve(run), demo);
            }
        }
        throw new IOException("The demo ended:\n" + said);
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
        }
    }
}
