package io.tokenweir.load.trace;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import io.tokenweir.common.scenario.TraceSpec;

/**
 * Reads a recorded trace row by row, never the whole file: a public one, or a user's own lengths or bodies.
 *
 * <p>A row that does not parse is a {@link TraceException} with file, line, column and what was expected, or is counted when
 * bad rows are skipped. Not thread-safe.
 */
public final class TraceReader implements AutoCloseable {
    private final Path file;
    private final RowFormat format;
    private final boolean skipBadRows;
    private final BufferedReader lines;
    private long lineNumber;
    private long badRows;

    private TraceReader(Path file, RowFormat format, boolean skipBadRows, BufferedReader lines) {
        this.file = file;
        this.format = format;
        this.skipBadRows = skipBadRows;
        this.lines = lines;
    }

    /** Rows with a time each, of the whole file. */
    public static TraceReader open(TraceSpec trace) {
        Path file = Path.of(trace.file());
        String name = trace.format() == null ? TraceFormat.guess(file) : trace.format();
        RowFormat rows = switch (name) {
            case "azure-csv" -> new AzureCsv();
            case "mooncake-jsonl" -> new MooncakeJson();
            case "burstgpt-csv" -> new NamedCsv(NamedCsv.BURST_GPT, trace.skipFailures());
            case "bodies-jsonl" -> new RecordedRows(RecordedRows.Use.REPLAY);
            case "csv" -> new NamedCsv(trace.columns(), false);
            case "jsonl" -> new NamedJson(trace.columns());
            default ->
                throw new TraceException("Unknown trace format '" + name
                        + "'; known are azure-csv, mooncake-jsonl, burstgpt-csv, bodies-jsonl, csv, jsonl.");
        };
        return new TraceReader(file, rows, trace.skipBadRows(), reader(file));
    }

    /** Recorded bodies with a weight each. */
    public static TraceReader openWeighted(Path file, boolean skipBadRows) {
        return new TraceReader(file, new RecordedRows(RecordedRows.Use.DRAW), skipBadRows, reader(file));
    }

    /** Whether the file holds recorded bodies with weights, by its first row that parses. */
    public static boolean hasWeights(Path file, boolean skipBadRows) {
        if (!"bodies-jsonl".equals(TraceFormat.guess(file))) {
            return false;
        }
        RowFormat either = new RecordedRows(RecordedRows.Use.ANY);
        try (TraceReader rows = new TraceReader(file, either, skipBadRows, reader(file))) {
            TraceRow first = rows.next();
            return first != null && first.isWeighted();
        }
    }

    /** The next row; null at the end. */
    public TraceRow next() {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                lineNumber++;
                TraceRow row = parse(lineNumber == 1 ? TraceFormat.withoutByteOrderMark(line) : line);
                if (row != null) {
                    return row;
                }
            }
            return null;
        } catch (MalformedInputException e) {
            throw new TraceException(file + ":" + (lineNumber + 1) + ": the line is not UTF-8 text.", e);
        } catch (IOException e) {
            throw new TraceException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Rows that were skipped because they did not parse. */
    public long badRows() {
        return badRows;
    }

    /** File and line of the row that was read last. */
    public String place() {
        return file + ":" + lineNumber;
    }

    /** What to throw where rows are needed and the file had none. */
    public TraceException nothingUsable() {
        String why = badRows == 0 ? "it is empty" : "none of its " + badRows + " rows parses";
        return new TraceException(file + " holds nothing to send: " + why + "; it needs one request on each line.");
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new TraceException(file + " cannot be closed: " + e.getMessage(), e);
        }
    }

    private TraceRow parse(String line) {
        try {
            return format.row(line, lineNumber);
        } catch (RowFormat.BadRow e) {
            if (!skipBadRows) {
                throw new TraceException(
                        file + ":" + lineNumber + ":" + e.column + ": expected " + e.expected
                                + "; mend the row, or count such rows instead with --skip-bad-rows"
                                + " (in a scenario: skipBadRows: true).",
                        e);
            }
            badRows++;
            return null;
        } catch (RowFormat.WrongFile e) {
            throw new TraceException(file + ":" + lineNumber + ":" + e.column + ": " + e.sentence, e);
        }
    }

    static BufferedReader reader(Path file) {
        try {
            return Files.newBufferedReader(file);
        } catch (NoSuchFileException e) {
            throw new TraceException("There is no trace file " + file + ".", e);
        } catch (IOException e) {
            throw new TraceException(file + " cannot be opened: " + e.getMessage(), e);
        }
    }
}
