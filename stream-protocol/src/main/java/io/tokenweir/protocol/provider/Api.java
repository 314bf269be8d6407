package io.tokenweir.protocol.provider;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The APIs that are spoken, by the names that a scenario uses ({@code target.api}). */
public enum Api {
    OPENAI_CHAT("openai-chat"),
    OPENAI_COMPLETIONS("openai-completions"),
    OPENAI_RESPONSES("openai-responses"),
    ANTHROPIC_MESSAGES("anthropic-messages"),
    AZURE_OPENAI("azure-openai");

    private final String text;

    Api(String text) {
        this.text = text;
    }

    /** Throws {@link IllegalArgumentException} with the names that are known. */
    public static Api named(String text) {
        return Arrays.stream(values())
                .filter(api -> api.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown api '" + text
                        + "' of the target; known are "
                        + Arrays.stream(values()).map(api -> api.text).collect(Collectors.joining(", "))
                        + ", and http for an application of any kind."));
    }

    /** As scenarios write it. */
    public String text() {
        return text;
    }

    /** The provider whose rules classify its answers, unless the user says otherwise. */
    public String provider() {
        return switch (this) {
            case ANTHROPIC_MESSAGES -> "anthropic";
            case AZURE_OPENAI -> "azure-openai";
            default -> "openai";
        };
    }

    /** @param version of the API, where requests name one; null for the usual */
    public ProviderAdapter adapter(String version) {
        return switch (this) {
            case OPENAI_CHAT -> new OpenAiChatAdapter();
            case OPENAI_COMPLETIONS -> new OpenAiCompletionsAdapter();
            case OPENAI_RESPONSES -> new OpenAiResponsesAdapter();
            case ANTHROPIC_MESSAGES -> new AnthropicMessagesAdapter();
            case AZURE_OPENAI -> new AzureOpenAiAdapter(version);
        };
    }
}
