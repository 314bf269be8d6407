package io.tokenweir.simulator.chaos;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.netty.handler.codec.http.HttpMethod;

import io.tokenweir.simulator.api.Surface;
import io.tokenweir.simulator.config.ChaosRule;
import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;

/**
 * {@code /admin/chaos}, for this machine only: GET tells each rule and what it did, PUT puts a JSON array of rules in the
 * place of all, and their time begins.
 */
public final class ChaosSurface implements Surface {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private final Supplier<ChaosGate> gate;

    /** @param gate it stands before this surface, and so is made after it */
    public ChaosSurface(Supplier<ChaosGate> gate) {
        this.gate = gate;
    }

    @Override
    public boolean answers(Request request) {
        return request.path().equals("/admin/chaos");
    }

    @Override
    public void handle(Exchange exchange) {
        Request request = exchange.request();
        if (!request.client().isLoopbackAddress()) {
            exchange.respond(Response.error(403, "loopback_only", "Only this machine may see or set the rules."));
            return;
        }
        if (request.method().equals(HttpMethod.PUT)) {
            try {
                gate.get().set(MAPPER.readValue(request.body(), new TypeReference<List<ChaosRule>>() {}));
            } catch (IOException e) {
                exchange.respond(Response.error(422, "invalid_rules", reason(e)));
                return;
            }
        }
        exchange.respond(Response.json(200, gate.get().tally()));
    }

    private static String reason(IOException e) {
        Throwable cause = e.getCause();
        if (cause instanceof IllegalArgumentException) {
            return cause.getMessage() + ".";
        }
        return e instanceof JsonMappingException mapping ? mapping.getOriginalMessage() : "This is not a JSON array.";
    }
}
