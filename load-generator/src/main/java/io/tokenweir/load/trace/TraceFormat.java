package io.tokenweir.load.trace;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Path;

/** Tells the format of a trace by its first lines; one that tells nothing is passed over, since it may be a bad row. */
final class TraceFormat {
    private static final int LINES = 100;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private TraceFormat() {}

    static String guess(Path file) {
        try (BufferedReader reader = TraceReader.reader(file)) {
            String first = null;
            String line = reader.readLine();
            for (int i = 0; i < LINES && line != null; i++) {
                String text = withoutByteOrderMark(line).strip();
                String format = of(text);
                if (format != null) {
                    return format;
                }
                first = first == null && !text.isEmpty() ? text : first;
                line = reader.readLine();
            }
            if (first == null) {
                throw new TraceException(file + " is empty; a trace has one request on each line.");
            }
            return first.startsWith("{") ? "bodies-jsonl" : "azure-csv";
        } catch (MalformedInputException e) {
            throw new TraceException(file + " is not UTF-8 text; a trace is a text file.", e);
        } catch (IOException e) {
            throw new TraceException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Editors on Windows put one at the start of a file. */
    static String withoutByteOrderMark(String line) {
        return line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
    }

    private static String of(String line) {
        if (line.startsWith("Timestamp,Model,Request tokens,")) {
            return "burstgpt-csv";
        }
        if (line.startsWith("TIMESTAMP") || line.split(",", -1).length == 3 && line.matches("[0-9].*")) {
            return "azure-csv";
        }
        if (!line.startsWith("{")) {
            return null;
        }
        if (line.contains("\"body\"")) {
            return "bodies-jsonl";
        }
        return line.contains("\"input_length\"") ? "mooncake-jsonl" : null;
    }
}
