package io.tokenweir.protocol.application;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.tokenweir.protocol.provider.ArrivalSink;
import io.tokenweir.protocol.provider.DeltaKind;
import io.tokenweir.protocol.provider.ErrorBody;
import io.tokenweir.protocol.provider.StreamDecoder;
import io.tokenweir.protocol.provider.Usage;
import io.tokenweir.protocol.sse.SseScanner;

/**
 * An application's stream of events: each event with text of the answer is an arrival. Reads every event as a tree, which costs
 * microseconds: an application's users are hundreds, not thousands of tokens a second each.
 */
final class ApplicationDecoder implements StreamDecoder, SseScanner.EventSink {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int QUOTED_CHARS = 100;

    private final ApplicationForm form;
    private final AnswerReader answer;
    private final SseScanner scanner = new SseScanner();
    private ArrivalSink sink;
    private boolean sawEnd;
    private String malformed;
    private ErrorBody error;

    ApplicationDecoder(ApplicationForm form) {
        this.form = form;
        this.answer = new AnswerReader(form);
    }

    @Override
    public void reset() {
        scanner.reset();
        answer.reset();
        sink = null;
        sawEnd = false;
        malformed = null;
        error = null;
    }

    @Override
    public void feed(byte[] bytes, int offset, int length, ArrivalSink arrivals) {
        sink = arrivals;
        scanner.feed(bytes, offset, length, this);
        if (malformed == null) {
            malformed = scanner.overflow();
        }
    }

    @Override
    public void event(byte[] data, int offset, int length) {
        if (length == 0 || sawEnd || malformed != null || error != null) {
            return;
        }
        String raw = new String(data, offset, length, StandardCharsets.UTF_8);
        if (raw.equals(form.done().data())) {
            sawEnd = true;
            return;
        }
        JsonNode json = json(raw);
        if (json == null && !form.answer().isWhole()) {
            malformed = "An event of the stream is not JSON: " + raw.substring(0, Math.min(raw.length(), QUOTED_CHARS));
            return;
        }
        int marksBefore = answer.marks().size();
        if (answer.take(raw, json)) {
            sink.arrival(DeltaKind.CONTENT);
        } else if (answer.marks().size() == marksBefore && json != null && json.hasNonNull("error")) {
            // nothing of the scenario's, and no text: the application gave up in the middle
            JsonNode said = json.get("error");
            error = new ErrorBody(
                    null,
                    null,
                    said.isTextual() ? said.asText() : said.path("message").asText(said.toString()),
                    null);
        }
        Condition last = form.done().event();
        sawEnd = last != null && last.holdsIn(json);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public void end() {
        if (malformed != null) {
            return;
        }
        sink = kind -> {};
        scanner.end(this);
        malformed = null;
        sawEnd |= form.done().close();
        answer.end();
        if (sawEnd && !answer.anyText() && error == null) {
            malformed = "the stream ended without any text at " + form.answer();
        }
    }

    @Override
    public void letGo() {
        scanner.letGo();
    }

    @Override
    public boolean sawEnd() {
        return sawEnd;
    }

    @Override
    public String malformed() {
        return malformed;
    }

    @Override
    public ErrorBody error() {
        return error;
    }

    @Override
    public String finishReason() {
        return null;
    }

    @Override
    public Usage usage() {
        return answer.usage();
    }

    @Override
    public String id() {
        return null;
    }

    @Override
    public String model() {
        return answer.model();
    }

    @Override
    public Set<String> marks() {
        return answer.marks();
    }
}
