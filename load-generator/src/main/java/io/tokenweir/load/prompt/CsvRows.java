package io.tokenweir.load.prompt;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of a CSV file with a head line (RFC 4180: quoted fields may hold commas, line ends and doubled quotes). */
final class CsvRows {
    private final BufferedReader lines;
    private final String source;
    private final List<String> columns;
    private int line;

    CsvRows(BufferedReader lines, String source) throws IOException {
        this.lines = lines;
        this.source = source;
        List<String> head = record();
        if (head == null) {
            throw new IllegalArgumentException(source + " is empty; its first line must name the columns.");
        }
        head.replaceAll(name -> name.replace("\uFEFF", "").strip());
        this.columns = head;
    }

    /** The line of the file on which the last row ended. */
    int line() {
        return line;
    }

    /** The next row by column; null at the end. */
    Map<String, String> next() throws IOException {
        List<String> fields = record();
        while (fields != null && fields.size() == 1 && fields.get(0).isBlank() && columns.size() > 1) {
            fields = record();
        }
        if (fields == null) {
            return null;
        }
        if (fields.size() != columns.size()) {
            throw new IllegalArgumentException(source + ":" + line + ": the row has " + fields.size()
                    + " fields, the head line " + columns.size() + "; put quotes around fields that hold commas.");
        }
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            row.put(columns.get(i), fields.get(i));
        }
        return row;
    }

    private List<String> record() throws IOException {
        String text = lines.readLine();
        if (text == null) {
            return null;
        }
        line++;
        int began = line;
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length()) {
                if (!quoted) {
                    break;
                }
                String more = lines.readLine();
                if (more == null) {
                    throw new IllegalArgumentException(source + ":" + began + ": a quoted field has no end.");
                }
                line++;
                field.append('\n');
                text = more;
                i = -1;
                continue;
            }
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"' && (quoted || field.length() == 0)) {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
