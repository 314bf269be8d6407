package io.tokenweir.simulator.portal;

import java.io.IOException;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import io.tokenweir.simulator.http.Json;
import io.tokenweir.simulator.http.Request;

/** The JSON body of a form; what is missing or malformed is refused with 422 and the name of the field. */
public final class Form {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}");
    private static final int MIN_PASSWORD = 8;

    private final JsonNode json;

    private Form(JsonNode json) {
        this.json = json;
    }

    public static Form of(Request request) {
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
