package io.tokenweir.protocol.provider;

import java.util.Locale;
import java.util.Map;

/** One message of a conversation. */
public record ChatMessage(Role role, String text) {
    /** Who speaks. */
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }

    Map<String, String> json() {
        return Map.of("role", role.name().toLowerCase(Locale.ROOT), "content", text);
    }
}
