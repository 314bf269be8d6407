package io.tokenweir.dashboard;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * One message to a page, as server-sent events write it: everything that changed for one run since the page's last frame.
 *
 * <p>{@code now} is the sender's clock (ms), {@code reset} tells the page to forget what it holds, {@code gap} that windows
 * it never saw are no longer kept; {@code runs} is there only when the list of runs changed.
 */
final class Frame {
    private Frame() {}

    /** A frame; its id lets the page resume exactly after it. {@code runs} null leaves the list of runs out. */
    static byte[] of(Slice slice, List<ObjectNode> runs, long nowMillis) {
        StringBuilder text = new StringBuilder(256 + slice.rows().size() * 1024);
        if (slice.next() != null) {
            text.append("id: ").append(slice.next()).append('\n');
        }
        text.append("data: {\"now\":").append(nowMillis);
        text.append(",\"run\":").append(quoted(slice.runId()));
        text.append(",\"reset\":").append(slice.reset());
        text.append(",\"gap\":").append(slice.gap());
        if (runs != null) {
            text.append(",\"runs\":").append(runs);
        }
        text.append(",\"windows\":")
                .append(array(slice.rows().stream().map(Row::json).toList()));
        text.append(",\"totals\":").append(array(slice.totals()));
        return text.append("}\n\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Says that the stream lives. It has no id: nothing was sent that a resume could miss. */
    static byte[] pulse(long nowMillis) {
        return ("event: pulse\ndata: {\"now\":" + nowMillis + "}\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** A JSON array of texts that are JSON already. */
    static String array(List<String> json) {
        return json.stream().collect(Collectors.joining(",", "[", "]"));
    }

    private static String quoted(String text) {
        return text == null ? "null" : TextNode.valueOf(text).toString();
    }
}
