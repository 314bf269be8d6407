package io.tokenweir.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Python in an environment of its own, with packages from PyPI. */
record Python(Path executable) {
    private static final Path HERE = Path.of(".");

    /** Makes the environment unless it is there; null where there is no Python. */
    static Python with(Path environment, List<String> packages) throws IOException, InterruptedException {
        Python python = new Python(environment.resolve("bin/python"));
        Path complete = environment.resolve("complete");
        if (Files.exists(complete)) {
            return python;
        }
        try {
            Output made = Output.of(HERE, List.of("python3", "-m", "venv", environment.toString()));
            if (made.exitCode() != 0) {
                return null;
            }
        } catch (IOException e) {
            return null;
        }
        List<String> install = new ArrayList<>(List.of("-m", "pip", "install", "-q"));
        install.addAll(packages);
        Output installed = python.run(HERE, install);
        if (installed.exitCode() != 0) {
            throw new IOException("pip could not install what the page needs:\n" + installed.text());
        }
        Files.createFile(complete);
        return python;
    }

    Output run(Path folder, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        command.addAll(arguments);
        return Output.of(folder, command);
    }
}
