package io.tokenweir.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.tokenweir.docs.PageBlocks.Block;

/**
 * Runs what docs/analysis.md prints, in the order of the page, against a real run: each must end well, and print what the page
 * shows but for the figures.
 */
class AnalysisPageIT {
    private static final Path PAGE = Path.of("../docs/analysis.md");
    private static final Path FOLDER = Path.of("target/page").toAbsolutePath();
    private static final List<String> PACKAGES = List.of("confluent-kafka[avro]", "duckdb", "numpy");
    private static Python python;
    private static KeptDemo demo;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        python = Python.with(FOLDER.resolveSibling("venv"), PACKAGES);
        assumeTrue(python != null, "There is no python3 with venv here, so the page's queries are not run.");
        demo = KeptDemo.open(Path.of("target/runs").toAbsolutePath());
    }

    @AfterAll
    static void close() {
        if (demo != null) {
            demo.close();
        }
    }

    static List<Block> blocks() throws IOException {
        return PageBlocks.of(Files.readString(PAGE));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void printsWhatThePageShows(Block block) throws IOException, InterruptedException {
        Files.writeString(FOLDER.resolve(block.file()), block.text());
        if (block.shown() != null) {
            Output output = run(block.file());

            assertThat(output.exitCode()).as(output.text()).isZero();
            assertThat(output.text()).contains(block.headings());
        }
    }

    private static Output run(String file) throws IOException, InterruptedException {
        if (file.endsWith(".py")) {
            return python.run(FOLDER, List.of(file, demo.brokers(), demo.registry()));
        }
        if (file.startsWith("flink")) {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            String classes = System.getProperty("java.class.path");
            return Output.of(
                    FOLDER,
                    List.of(java, "-cp", classes, FlinkSql.class.getName(), demo.brokers(), demo.registry(), file));
        }
        return python.run(
                demo.folder(),
                List.of(
                        FOLDER.resolve("duck.py").toString(),
                        FOLDER.resolve(file).toString()));
    }
}
