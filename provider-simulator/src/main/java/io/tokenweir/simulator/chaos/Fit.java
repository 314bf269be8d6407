package io.tokenweir.simulator.chaos;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.tokenweir.simulator.account.Secrets;
import io.tokenweir.simulator.config.ChaosRule;
import io.tokenweir.simulator.http.Json;
import io.tokenweir.simulator.http.Request;

/** Whether a rule is about a request: its time, path, key and model, the cheapest question first. */
final class Fit {
    private Fit() {}

    static boolean fits(
            ChaosRule rule, Request request, double seconds, Function<String, Optional<String>> accountOfKey) {
        return seconds >= rule.fromSeconds()
                && (rule.toSeconds() == 0 || seconds < rule.toSeconds())
                && pathFits(rule.path(), request.path())
                && (rule.key() == null || keyFits(rule.key(), request, accountOfKey))
                && (rule.model() == null || rule.model().equals(model(request)));
    }

    private static boolean pathFits(String wanted, String path) {
        return wanted == null ? path.startsWith("/v1/") || path.startsWith("/openai/") : path.startsWith(wanted);
    }

    private static boolean keyFits(String wanted, Request request, Function<String, Optional<String>> accountOfKey) {
        return request.key()
                .filter(key -> key.equals(wanted)
                        || Secrets.fingerprint(key).equals(wanted)
                        || accountOfKey.apply(key).filter(wanted::equals).isPresent())
                .isPresent();
    }

    /** The body's model, or the deployment in the path; empty when there is neither. */
    private static String model(Request request) {
        String[] path = request.path().split("/");
        if (path.length > 3 && path[2].equals("deployments")) {
            return path[3];
        }
        try (JsonParser parser = Json.MAPPER.createParser(request.body())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return "";
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                if (field.equals("model")) {
                    return parser.getValueAsString("");
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            // Whoever answers the request says that it cannot be read.
            return "";
        }
        return "";
    }
}
