package io.tokenweir.simulator.wall;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.handler.codec.http.HttpMethod;

import io.tokenweir.limits.AxisState;
import io.tokenweir.limits.Decision;
import io.tokenweir.simulator.api.Surface;
import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Json;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;

/**
 * {@code GET /admin/limits}: every limit that somebody has used, a JSON object a line. {@code POST /admin/limits} with {@code
 * {"pool": MODEL, "limit": NAME, "to": SIZE}} changes one at once. To this machine only.
 */
public final class LimitsSurface implements Surface {
    private static final String PATH = "/admin/limits";

    private final Admission wall;

    public LimitsSurface(Admission wall) {
        this.wall = wall;
    }

    @Override
    public boolean answers(Request request) {
        return request.path().equals(PATH);
    }

    @Override
    public void handle(Exchange exchange) {
        Request request = exchange.request();
        if (!request.client().isLoopbackAddress()) {
            exchange.respond(Response.error(403, "loopback_only", "Only this machine may ask for the limits."));
        } else if (request.is(HttpMethod.POST, PATH)) {
            exchange.respond(change(request));
        } else {
            exchange.respond(Response.of(200, "application/x-ndjson", lines()));
        }
    }

    private Response change(Request request) {
        try {
            JsonNode change = Json.MAPPER.readTree(request.body());
            if (!change.path("limit").isTextual() || change.path("to").asLong() < 1) {
                return Response.error(400, "bad_change", "A change needs limit (a name) and to (at least 1).");
            }
            wall.change(
                    System.nanoTime(),
                    change.path("pool").asText(null),
                    change.path("limit").asText(),
                    change.path("to").asLong());
            return Response.noContent();
        } catch (IOException e) {
            return Response.error(400, "bad_change", "The body is not JSON.");
        }
    }

    private byte[] lines() {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (HeldLimit held : wall.states(System.nanoTime())) {
            AxisState state = held.state();
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("pool", held.pool());
            line.put("holder", held.holder());
            line.put("name", state.name());
            line.put("counts", state.axis());
            line.put("windowNanos", state.windowNanos());
            line.put("limit", state.limit());
            line.put("used", state.used());
            line.put("remaining", state.remaining());
            line.put("resetNanos", state.resetNanos() == Decision.Refusal.NEVER ? null : state.resetNanos());
            lines.writeBytes(Response.json(200, line).body());
            lines.write('\n');
        }
        return lines.toByteArray();
    }
}
