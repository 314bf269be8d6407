package io.tokenweir.report.check;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/** The result for machines: numbers as text with all their digits, as in the table but never shortened. */
public final class CheckJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private CheckJson() {}

    public static String render(CheckResult result) {
        try {
            return JSON.writeValueAsString(tree(result));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of maps and texts is always JSON.", e);
        }
    }

    private static Map<String, Object> tree(CheckResult result) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("runId", result.runId());
        tree.put("equal", result.equal());
        tree.put("line", result.line());
        tree.put("sources", result.sources().stream().map(Source::title).toList());
        tree.put("rows", result.rows().stream().map(CheckJson::row).toList());
        tree.put("differences", result.differences());
        tree.put("notes", result.notes());
        return tree;
    }

    private static Map<String, Object> row(CheckResult.Row row) {
        Map<String, Object> cells = new LinkedHashMap<>();
        row.cells().forEach((source, cell) -> cells.put(source.title(), cell.text()));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("quantity", row.title());
        tree.put("equal", row.equal());
        tree.put("values", cells);
        return tree;
    }
}
