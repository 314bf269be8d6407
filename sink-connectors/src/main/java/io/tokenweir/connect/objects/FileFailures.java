package io.tokenweir.connect.objects;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** What a file system refused, in words: Java's own message of most of them is but the file's name. */
final class FileFailures {
    private FileFailures() {}

    static String words(IOException e) {
        String reason = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
        String text = reason == null ? e.toString() : reason;
        if (text.contains("No space left")) {
            return "the disk is full; free space on it";
        }
        if (text.contains("quota")) {
            return "the disk quota is used up; free space, or raise it";
        }
        if (text.contains("Read-only")) {
            return "the file system is mounted read-only; mount it writable";
        }
        if (e instanceof AccessDeniedException denied) {
            return "the worker's user may not write " + denied.getFile() + "; give it the right";
        }
        return text;
    }

    /** The same failure, said in words. */
    static IOException of(Path base, IOException e) {
        return new IOException("in " + base + " " + words(e), e);
    }
}
