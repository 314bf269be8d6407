package io.tokenweir.load.trace;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A user's own recorded bodies, one JSON object a line: {@code body} with either a {@code timestamp} in ms (a trace) or a
 * {@code weight} (a population). The first row decides which; other fields are passed over. No message quotes a row, since
 * bodies may hold what nobody else should read.
 */
final class RecordedRows implements RowFormat {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TIMESTAMP = "timestamp";
    private static final String WEIGHT = "weight";
    private static final String BODY = "body";
    private static final Pattern NO_JSON_NUMBER = Pattern.compile("\"weight\"\\s*:\\s*([-+]?(?i:nan|inf(inity)?))\\b");

    private final OrderedTime time = new OrderedTime();
    private final Use use;
    private String decidedBy;
    private long decidedAtLine;

    /** What the rows are wanted for. */
    enum Use {
        ANY,
        REPLAY,
        DRAW
    }

    RecordedRows(Use use) {
        this.use = use;
    }

    @Override
    public TraceRow row(String line, long lineNumber) {
        if (line.isBlank()) {
            return null;
        }
        Fields row = fields(line);
        if (row.weight.column > 0 && row.timestamp.column > 0) {
            throw new WrongFile(
                    Math.max(row.weight.column, row.timestamp.column),
                    "the row has both a 'timestamp' and a 'weight'; keep timestamps in all rows to replay them in time,"
                            + " or weights in all rows to draw them.");
        }
        String kind = row.weight.column > 0 ? WEIGHT : row.timestamp.column > 0 ? TIMESTAMP : null;
        if (kind == null) {
            throw new BadRow(line.length() + 1, wanted());
        }
        double value = number(kind, kind.equals(WEIGHT) ? row.weight : row.timestamp);
        if (row.body == null) {
            throw new BadRow(
                    row.bodyColumn > 0 ? row.bodyColumn : line.length() + 1,
                    "'body', the recorded request as an object");
        }
        decide(kind, kind.equals(WEIGHT) ? row.weight.column : row.timestamp.column, lineNumber);
        return kind.equals(WEIGHT)
                ? TraceRow.weighted(value, row.body)
                : TraceRow.timed(time.offsetNanos(value, row.timestamp.column), row.body);
    }

    private void decide(String kind, int column, long lineNumber) {
        if (decidedBy == null) {
            checkUse(kind, column);
            decidedBy = kind;
            decidedAtLine = lineNumber;
        } else if (!decidedBy.equals(kind)) {
            throw new WrongFile(
                    column,
                    "this row has a '" + kind + "', but line " + decidedAtLine + " has a '" + decidedBy
                            + "'; a file is either replayed in time or drawn from by weight: give every row the same.");
        }
    }

    private void checkUse(String kind, int column) {
        if (use == Use.REPLAY && kind.equals(WEIGHT)) {
            throw new WrongFile(
                    column,
                    "the rows have weights and no timestamps, so nothing says when to send them; name the file as"
                            + " 'prompt: {file: …}' in a scenario with a rate or users.");
        }
        if (use == Use.DRAW && kind.equals(TIMESTAMP)) {
            throw new WrongFile(
                    column,
                    "the rows have timestamps, so they are a trace and no prompts to draw from; replay it with 'executor:"
                            + " trace-replay', or give every row a 'weight' instead.");
        }
    }

    private String wanted() {
        if (use == Use.DRAW || WEIGHT.equals(decidedBy)) {
            return "'weight', a number above 0";
        }
        return use == Use.REPLAY || decidedBy != null
                ? "'timestamp' in milliseconds"
                : "'timestamp' in milliseconds, or 'weight', a number above 0";
    }

    private static double number(String kind, Value value) {
        boolean weight = kind.equals(WEIGHT);
        if (!Double.isFinite(value.number) || weight && value.number <= 0) {
            throw new BadRow(
                    value.column, "'" + kind + (weight ? "' to be a number above 0" : "' to be a number of ms"));
        }
        return value.number;
    }

    private static Fields fields(String line) {
        Fields row = new Fields();
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new BadRow(1, "one JSON object on the line");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                int column = parser.currentTokenLocation().getColumnNr();
                JsonToken token = parser.nextToken();
                switch (name) {
                    case TIMESTAMP -> row.timestamp = value(parser, token, column);
                    case WEIGHT -> row.weight = value(parser, token, column);
                    case BODY -> {
                        row.bodyColumn = column;
                        row.body = token == JsonToken.START_OBJECT ? text(parser, line) : null;
                    }
                    default -> parser.skipChildren();
                }
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw new BadRow(parser.currentTokenLocation().getColumnNr(), "the line to end after one JSON object");
            }
            return row;
        } catch (JsonProcessingException e) {
            throw notJson(line, e);
        } catch (IOException e) {
            throw new BadRow(1, "one JSON object on the line");
        }
    }

    /** A null is the same as no field: who exports a table writes both columns. */
    private static Value value(JsonParser parser, JsonToken token, int column) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return Value.ABSENT;
        }
        return new Value(column, token.isNumeric() ? parser.getDoubleValue() : Double.NaN);
    }

    /** The value that begins here, as it stands in the line. */
    private static String text(JsonParser parser, String line) throws IOException {
        int from = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
        parser.skipChildren();
        return line.substring(from, Math.toIntExact(parser.currentLocation().getCharOffset()));
    }

    private static BadRow notJson(String line, JsonProcessingException e) {
        Matcher weight = NO_JSON_NUMBER.matcher(line);
        if (weight.find()) {
            return new BadRow(weight.start() + 1, "'weight' to be a number above 0");
        }
        JsonLocation place = e.getLocation();
        return new BadRow(place == null ? 1 : place.getColumnNr(), "one JSON object on the line");
    }

    /** Column 0: the row does not have it. */
    private record Value(int column, double number) {
        static final Value ABSENT = new Value(0, Double.NaN);
    }

    private static final class Fields {
        Value timestamp = Value.ABSENT;
        Value weight = Value.ABSENT;
        int bodyColumn;
        String body;
    }
}
