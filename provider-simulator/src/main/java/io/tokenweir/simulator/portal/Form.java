package io.tokenweir.simulator.portal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.QueryStringDecoder;

import io.tokenweir.simulator.http.Json;
import io.tokenweir.simulator.http.Request;

/** The body of a form, JSON or form-encoded; what is missing or malformed is refused with 422 and the field's name. */
public final class Form {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}");
    private static final int MIN_PASSWORD = 8;

    private final JsonNode json;

    private Form(JsonNode json) {
        this.json = json;
    }

    public static Form of(Request request) {
        if (isFormEncoded(request)) {
            return encoded(request);
        }
        try {
            JsonNode json = Json.MAPPER.readTree(request.body());
            if (json != null && json.isObject()) {
                return new Form(json);
            }
        } catch (IOException e) {
            throw notJson();
        }
        throw notJson();
    }

    /** A browser's form; curl calls any body so, JSON too, which the first character tells. */
    private static boolean isFormEncoded(Request request) {
        String type = request.headers().get("content-type", "");
        return type.startsWith("application/x-www-form-urlencoded")
                && !(request.body().length > 0 && request.body()[0] == '{');
    }

    private static Form encoded(Request request) {
        ObjectNode fields = Json.MAPPER.createObjectNode();
        new QueryStringDecoder(new String(request.body(), StandardCharsets.UTF_8), false)
                .parameters()
                .forEach((name, values) -> fields.put(name, values.get(0)));
        return new Form(fields);
    }

    private static PortalException notJson() {
        return new PortalException(422, "not_json", "The body must be a JSON object.");
    }

    public String text(String name) {
        String text = json.path(name).asText("").trim();
        if (text.isEmpty()) {
            throw new PortalException(422, "missing_" + name, "The field '" + name + "' is missing.");
        }
        return text;
    }

    /** A field that may be missing; empty then. */
    public String optional(String name) {
        return json.path(name).asText("").trim();
    }

    /** An address, in lower case. */
    public String email(String name) {
        return checkedEmail(text(name));
    }

    public static String checkedEmail(String address) {
        if (!EMAIL.matcher(address).matches()) {
            throw new PortalException(422, "invalid_email", "This is not a mail address.");
        }
        return address.toLowerCase(java.util.Locale.ROOT);
    }

    public String password() {
        String password = text("password");
        if (password.length() < MIN_PASSWORD) {
            throw new PortalException(
                    422, "weak_password", "A password needs at least " + MIN_PASSWORD + " characters.");
        }
        return password;
    }
}
