package io.tokenweir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that a user names for what a command writes. */
final class OutputFile {
    private OutputFile() {}

    /**
     * Throws unless the file can be written; makes its folder.
     *
     * @param what goes into it, for the sentence
     * @param option that names it
     */
    static void check(Path file, String what, String option) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw unusable(file, what, option, "its folder cannot be made");
        }
        if (Files.isDirectory(file)) {
            throw unusable(file, what, option, "it is a folder");
        }
        if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            throw unusable(file, what, option, "nobody here may write it");
        }
    }

    private static Failure unusable(Path file, String what, String option, String why) {
        return Failure.usage(
                "The " + what + " cannot be written to " + file + ": " + why + "; name another with " + option + ".");
    }

    static void write(Path file, String what, String text) {
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            throw Failure.failed("The " + what + " cannot be written to " + file + ": " + e.getMessage() + ".");
        }
    }
}
