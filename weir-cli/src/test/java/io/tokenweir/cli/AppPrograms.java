package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The programs of the suite, each with the vendors' packages that it needs, fetched once. What cannot run here is null. */
final class AppPrograms {
    private static final Path SCRIPTS = Path.of("src/test/resources/apps").toAbsolutePath();

    private final Path work;
    private String missing = "";

    AppPrograms(Path work) {
        this.work = work;
    }

    Path script(String name) {
        return SCRIPTS.resolve(name);
    }

    /** Why the last program cannot run here. */
    String missing() {
        return missing;
    }

    List<String> python(String name) throws IOException, InterruptedException {
        Path environment = work.resolve("venv");
        Path python = environment.resolve("bin/python");
        if (!Files.exists(environment.resolve("complete"))) {
            if (!runs("python3", "-m", "venv", environment.toString())) {
                return lacks("There is no python3 that can make an environment here; this application was not tried.");
            }
            must(work, python.toString(), "-m", "pip", "install", "-q", "openai", "anthropic");
            Files.createFile(environment.resolve("complete"));
        }
        return List.of(python.toString(), "-B", script(name).toString());
    }

    List<String> node(String name) throws IOException, InterruptedException {
        if (!runs("node", "--version") || !runs("npm", "--version")) {
            return lacks("There is no node with npm here; this application was not tried.");
        }
        Path folder = Files.createDirectories(work.resolve("node"));
        if (!Files.exists(folder.resolve("complete"))) {
            Files.writeString(folder.resolve("package.json"), "{\"private\":true}");
            must(folder, "npm", "install", "--silent", "--no-fund", "openai");
            Files.createFile(folder.resolve("complete"));
        }
        Files.write(folder.resolve(name), Files.readAllBytes(script(name)));
        return List.of("node", folder.resolve(name).toString());
    }

    /** A program of one source file, which Java compiles as it starts. */
    List<String> java(String name) throws IOException, InterruptedException {
        Path jars = work.resolve("langchain4j");
        Path maven = Path.of("../mvnw").toAbsolutePath().normalize();
        if (!Files.exists(jars.resolve("complete"))) {
            if (!Files.isExecutable(maven)) {
                return lacks("There is no mvnw here; LangChain4j was not tried.");
            }
            must(
                    work,
                    maven.toString(),
                    "-q",
                    "-f",
                    script("langchain4j-pom.xml").toString(),
                    "dependency:copy-dependencies",
                    "-DincludeScope=runtime",
                    "-DoutputDirectory=" + jars);
            Files.createFile(jars.resolve("complete"));
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(java, "-cp", jars + File.separator + "*", script(name).toString());
    }

    private List<String> lacks(String sentence) {
        missing = sentence;
        return null;
    }

    private boolean runs(String... command) throws InterruptedException {
        try {
            return say(work, command).waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void must(Path folder, String... command) throws IOException, InterruptedException {
        Process process = say(folder, command);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static Process say(Path folder, String... command) throws IOException {
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
    }
}
