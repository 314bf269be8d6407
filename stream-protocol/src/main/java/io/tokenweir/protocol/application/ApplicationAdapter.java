package io.tokenweir.protocol.application;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.tokenweir.protocol.provider.ChatRequest;
import io.tokenweir.protocol.provider.EventShapes;
import io.tokenweir.protocol.provider.ProviderAdapter;
import io.tokenweir.protocol.provider.RecordedBody;
import io.tokenweir.protocol.provider.RequestFilling;
import io.tokenweir.protocol.provider.StreamDecoder;

/**
 * Any endpoint that answers with JSON or with a stream of events, asked as its users ask it: what is sent, where the answer's
 * text is, and what counts as a refusal or a lesser answer stands in the scenario ({@code target.application}). Immutable,
 * thread-safe.
 *
 * <p>A JSON answer is one arrival, when its last byte has come: its user sees nothing before. So its time to the first token is
 * the time to the whole answer.
 */
public final class ApplicationAdapter implements ProviderAdapter, RequestFilling {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApplicationForm form;

    private ApplicationAdapter(ApplicationForm form) {
        this.form = form;
    }

    /**
     * @param spec what the scenario says under {@code target.application}; null when it says nothing
     * @throws IllegalArgumentException with a sentence that names the place
     */
    public static ApplicationAdapter of(JsonNode spec) {
        if (spec == null || spec.isNull()) {
            throw new IllegalArgumentException(
                    "target.application: api http needs it; say what is sent ('body') and where"
                            + " the answer's text is ('answer').");
        }
        return new ApplicationAdapter(ApplicationForm.of(spec));
    }

    /** The scenario's rules for refusals and lesser answers as rows of a rule table, to stand before all others. */
    public JsonNode rules() {
        return form.rules().deepCopy();
    }

    @Override
    public String method() {
        return form.method();
    }

    @Override
    public String contentType() {
        return form.contentType();
    }

    /** The usual path, which requests may differ from: of a template, what stands in it. */
    @Override
    public String path(String basePath, String model) {
        ChatRequest nothing = new ChatRequest(model, "", 0, true);
        return whole(basePath, text(form.path().fill(form.path().prepare(nothing), "", 0)));
    }

    private static String whole(String basePath, String path) {
        String joined = basePath + (path.isEmpty() || path.startsWith("/") || path.startsWith("?") ? "" : "/") + path;
        return joined.startsWith("/") ? joined : "/" + joined;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public Map<String, String> authorization(String key) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", "Bearer " + key);
        return headers;
    }

    @Override
    public boolean needsKey() {
        return false;
    }

    /** The path's template with the prompt in it, where requests differ in their path, a line feed, and the body's. */
    @Override
    public byte[] body(ChatRequest request) {
        byte[] body = form.body() == null ? new byte[0] : form.body().prepare(request);
        if (!pathVaries()) {
            return body;
        }
        byte[] path = form.path().prepare(request);
        byte[] both = Arrays.copyOf(path, path.length + 1 + body.length);
        both[path.length] = '\n';
        System.arraycopy(body, 0, both, path.length + 1, body.length);
        return both;
    }

    private boolean pathVaries() {
        return form.path().asks() || form.path().hasHoles();
    }

    @Override
    public RequestFilling filling() {
        return pathVaries() || form.body() != null && form.body().hasHoles() ? this : null;
    }

    @Override
    public byte[] body(byte[] prepared, String requestId, int user) {
        byte[] body = pathVaries() ? Arrays.copyOfRange(prepared, lineFeed(prepared) + 1, prepared.length) : prepared;
        return form.body() == null ? body : form.body().fill(body, requestId, user);
    }

    @Override
    public String path(String basePath, byte[] prepared, String requestId, int user) {
        if (!pathVaries()) {
            return null;
        }
        byte[] path = Arrays.copyOf(prepared, lineFeed(prepared));
        return whole(basePath, text(form.path().fill(path, requestId, user)));
    }

    /** A path has none of its own: what is filled in is encoded, and a template with one would be no path. */
    private static int lineFeed(byte[] prepared) {
        int at = 0;
        while (prepared[at] != '\n') {
            at++;
        }
        return at;
    }

    @Override
    public RecordedBody recorded(String json) {
        throw new IllegalArgumentException(
                "recorded bodies are requests to a model; with api http, target.application.body"
                        + " says what is sent");
    }

    @Override
    public StreamDecoder newDecoder(EventShapes shapes) {
        return new ApplicationDecoder(form);
    }

    @Override
    public boolean judgesByHeaders() {
        return true;
    }

    @Override
    public String wholeAnswerInWords() {
        return form.answer().isWhole() ? "a text" : "JSON with text at " + form.answer();
    }

    @Override
    public WholeAnswer wholeAnswer(byte[] body, int length) {
        AnswerReader answer = read(body, length);
        return answer.anyText() ? new WholeAnswer(null, answer.model(), null, answer.usage(), true) : null;
    }

    @Override
    public Set<String> marks(byte[] body, int length) {
        return form.conditions().isEmpty() ? Set.of() : read(body, length).marks();
    }

    @Override
    public String answerText(byte[] answer, int length) {
        String raw = new String(answer, 0, length, StandardCharsets.UTF_8);
        JsonNode whole = tree(answer, length);
        if (whole != null) {
            return form.answer().isWhole() ? raw : form.answer().text(whole);
        }
        StringBuilder text = new StringBuilder();
        raw.lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring("data:".length()).strip())
                .filter(data -> !data.equals(form.done().data()))
                .forEach(data -> text.append(delta(data)));
        return text.toString();
    }

    private String delta(String data) {
        byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
        JsonNode event = tree(bytes, bytes.length);
        return form.answer().isWhole()
                ? data
                : event == null ? "" : form.answer().text(event);
    }

    private AnswerReader read(byte[] body, int length) {
        AnswerReader answer = new AnswerReader(form);
        answer.take(new String(body, 0, length, StandardCharsets.UTF_8), tree(body, length));
        answer.end();
        return answer;
    }

    private static JsonNode tree(byte[] body, int length) {
        try {
            return JSON.readTree(body, 0, length);
        } catch (IOException e) {
            return null;
        }
    }
}
