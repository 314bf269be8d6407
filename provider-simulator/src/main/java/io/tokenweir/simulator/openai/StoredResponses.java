package io.tokenweir.simulator.openai;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.handler.codec.http.HttpMethod;

import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;

/** What can be asked of a response that is kept: itself, its input, to be forgotten, to be cancelled. */
record StoredResponses(ResponseStore store) {
    private static final Pattern PATH = Pattern.compile("/responses/([^/]+)(/input_items|/cancel)?");
    private static final int USUAL_PAGE = 20;
    private static final int LARGEST_PAGE = 100;

    /** Whether {@code path} names a response. */
    static boolean answers(String path) {
        return PATH.matcher(path).matches();
    }

    /** @throws ServedError when there is no such response, or it cannot be asked that */
    Response answer(Request request, String path, String project) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            throw ServedError.of(ServedError.Kind.UNKNOWN_PATH, request.method() + " " + request.path());
        }
        String id = matcher.group(1);
        checkId("response_id", id);
        ResponseStore.Kept kept = store.find(id, project).orElseThrow(() -> missing(id));
        String of = matcher.group(2) == null ? "" : matcher.group(2);
        HttpMethod method = request.method();
        if (of.isEmpty() && method.equals(HttpMethod.GET)) {
            if (request.query("stream").filter("true"::equals).isPresent()) {
                throw ServedError.invalid(
                        "stream",
                        "Response with id '" + id + "' cannot be streamed: it was not created with background=true.");
            }
            return Response.json(200, kept.body());
        }
        if (of.isEmpty() && method.equals(HttpMethod.DELETE)) {
            store.forget(id, project);
            return Response.json(200, fields("id", id, "object", "response", "deleted", true));
        }
        if (of.equals("/input_items") && method.equals(HttpMethod.GET)) {
            return Response.json(200, page(request, InputItems.of(id, kept.input())));
        }
        if (of.equals("/cancel") && method.equals(HttpMethod.POST)) {
            throw ServedError.invalid(null, "Cannot cancel a synchronous response.");
        }
        throw ServedError.of(ServedError.Kind.METHOD_NOT_ALLOWED, method + " " + request.path());
    }

    /** What was said before a response that goes on from the one with this id. */
    ResponseStore.Thread thread(String id, String project) {
        checkId("previous_response_id", id);
        return store.find(id, project)
                .map(ResponseStore.Kept::thread)
                .orElseThrow(() -> ServedError.invalid(
                        "previous_response_id",
                        "previous_response_not_found",
                        "Previous response with id '" + id + "' not found."));
    }

    private static void checkId(String param, String id) {
        if (!id.startsWith("resp")) {
            throw ServedError.invalid(
                    param,
                    "invalid_value",
                    "Invalid '" + param + "': '" + id + "'. Expected an ID that begins with 'resp'.");
        }
    }

    private static ServedError missing(String id) {
        return new ServedError(ServedError.Kind.UNKNOWN_ITEM, null, null, "Response with id '" + id + "' not found.");
    }

    /** The newest item comes first unless the request says otherwise. */
    private static Map<String, Object> page(Request request, List<JsonNode> input) {
        List<JsonNode> items = new ArrayList<>(input);
        if (!request.query("order").orElse("desc").equals("asc")) {
            Collections.reverse(items);
        }
        String after = request.query("after").orElse("");
        int from = 0;
        for (int i = 0; i < items.size(); i++) {
            from = items.get(i).path("id").asText().equals(after) ? i + 1 : from;
        }
        int limit = request.query("limit")
                .filter(n -> n.matches("[1-9]\\d{0,3}"))
                .map(n -> Math.min(Integer.parseInt(n), LARGEST_PAGE))
                .orElse(USUAL_PAGE);
        List<JsonNode> shown = items.subList(from, Math.min(items.size(), from + limit));
        Map<String, Object> page = fields("object", "list", "data", shown, "has_more", from + limit < items.size());
        page.put("first_id", shown.isEmpty() ? null : shown.get(0).path("id").asText());
        page.put(
                "last_id",
                shown.isEmpty() ? null : shown.get(shown.size() - 1).path("id").asText());
        return page;
    }

    private static Map<String, Object> fields(Object... pairs) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put((String) pairs[i], pairs[i + 1]);
        }
        return fields;
    }
}
