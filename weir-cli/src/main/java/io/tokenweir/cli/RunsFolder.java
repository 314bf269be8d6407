package io.tokenweir.cli;

import java.nio.file.Path;

import picocli.CommandLine.Option;

/** Where runs are kept: the same wherever a run is made, looked for or removed. */
final class RunsFolder {
    @Option(
            names = "--runs-folder",
            defaultValue = "runs",
            paramLabel = "DIR",
            description = "Where runs are kept (default: ${DEFAULT-VALUE}).")
    private Path folder;

    Path path() {
        return folder;
    }
}
