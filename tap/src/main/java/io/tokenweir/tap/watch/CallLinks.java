package io.tokenweir.tap.watch;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.tokenweir.common.secret.SecretVault;
import io.tokenweir.tap.proxy.RequestHead;

/**
 * What a call says of whose it is, by its headers.
 *
 * @param account fingerprint of the key, never the key
 * @param traceId of {@code traceparent}; null when there is none
 * @param parent request id of the generator; null when the link header names none
 * @param labels what else the link header says
 * @param sdkRetries by the SDK's own count; -1 when it does not say
 * @param idempotencyKey a fingerprint of it; null when there is none
 */
record CallLinks(
        String account,
        String traceId,
        String parent,
        Map<String, String> labels,
        int sdkRetries,
        String idempotencyKey) {
    private static final String[] KEY_HEADERS = {"authorization", "x-api-key", "api-key", "x-goog-api-key"};
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");
    private static final Pattern GENERATED = Pattern.compile("[\\w-]+\\.[\\w-]+\\.\\d{1,18}");
    private static final int MOST_CHARACTERS = 128;

    static CallLinks of(RequestHead head, String linkHeader) {
        String trace = head.header("traceparent");
        Matcher traced = trace == null ? null : TRACEPARENT.matcher(trace.strip());
        String link = head.header(linkHeader);
        boolean generated = link != null && GENERATED.matcher(link).matches();
        boolean other = link != null && !generated && !link.isEmpty();
        String once = head.header("idempotency-key");
        return new CallLinks(
                account(head),
                traced != null && traced.matches() ? traced.group(1) : null,
                generated ? link : null,
                other ? Map.of("clientRequestId", printed(link)) : Map.of(),
                count(head.header("x-stainless-retry-count")),
                once == null ? null : SecretVault.fingerprint(once));
    }

    private static String account(RequestHead head) {
        for (String name : KEY_HEADERS) {
            String value = head.header(name);
            if (value != null && !value.isEmpty()) {
                return "key-" + SecretVault.fingerprint(value.replaceFirst("(?i)^bearer\\s+", ""));
            }
        }
        return "key-none";
    }

    /** As it came, unless it is so long that it may be anything. */
    private static String printed(String link) {
        return link.length() > MOST_CHARACTERS ? SecretVault.fingerprint(link) : link;
    }

    private static int count(String text) {
        return text != null && text.matches("\\d{1,4}") ? Integer.parseInt(text) : -1;
    }
}
