package io.tokenweir.registry;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;

import org.apache.kafka.common.config.ConfigException;

/**
 * How to reach a registry, read from Confluent's property names.
 *
 * @param urls at least one, without user info
 * @param authorization value of the Authorization header, or null; a secret
 * @param tls null for the JVM's own trust store
 * @param maxRetries further rounds over all URLs after the first
 * @param missingIdTtl how long an id that the registry does not know is not asked for again
 */
record RegistrySettings(
        List<String> urls,
        String authorization,
        SSLContext tls,
        Duration connectTimeout,
        Duration readTimeout,
        int maxRetries,
        Duration retryWait,
        Duration maxRetryWait,
        Duration missingIdTtl) {
    private static final String URL = "schema.registry.url";
    private static final String BASIC_SOURCE = "basic.auth.credentials.source";
    private static final String BASIC_USER_INFO = "basic.auth.user.info";
    private static final String BEARER_SOURCE = "bearer.auth.credentials.source";
    private static final String BEARER_TOKEN = "bearer.auth.token";

    static RegistrySettings from(Map<String, ?> config) {
        List<String> urls = new ArrayList<>();
        String userInfo = null;
        for (String url : text(config, URL, "").split(",")) {
            if (url.isBlank()) {
                continue;
            }
            String trimmed = url.strip().replaceAll("/+$", "");
            if (trimmed.startsWith(MockRegistry.SCHEME)) {
                urls.add(trimmed);
                continue;
            }
            URI uri = uri(trimmed);
            if (uri.getUserInfo() != null) {
                userInfo = uri.getUserInfo();
                trimmed = trimmed.replaceFirst("//[^/]*@", "//");
            }
            urls.add(trimmed);
        }
        if (urls.isEmpty()) {
            throw new ConfigException(URL + " is missing; give one or more registry URLs, separated by commas.");
        }
        return new RegistrySettings(
                List.copyOf(urls),
                authorization(config, userInfo),
                RegistryTls.from(config),
                Duration.ofMillis(number(config, "http.connect.timeout.ms", 10_000)),
                Duration.ofMillis(number(config, "http.read.timeout.ms", 30_000)),
                (int) number(config, "max.retries", 3),
                Duration.ofMillis(number(config, "retries.wait.ms", 200)),
                Duration.ofMillis(number(config, "retries.max.wait.ms", 5_000)),
                Duration.ofSeconds(number(config, "missing.id.cache.ttl.sec", 5)));
    }

    private static URI uri(String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below, without the URL's text: it may hold a password
        }
        throw new ConfigException(
                URL + " has an entry that is no http, https or mock URL; write it like https://registry.example:8081.");
    }

    private static String authorization(Map<String, ?> config, String urlUserInfo) {
        String token = text(config, BEARER_TOKEN, null);
        String bearerSource = text(config, BEARER_SOURCE, token == null ? null : "STATIC_TOKEN");
        if (bearerSource != null) {
            if (!bearerSource.equals("STATIC_TOKEN") || token == null) {
                throw new ConfigException(
                        BEARER_SOURCE + " must be STATIC_TOKEN, with the token in " + BEARER_TOKEN + ".");
            }
            return "Bearer " + token;
        }
        String userInfo = text(config, BASIC_USER_INFO, null);
        String source = text(config, BASIC_SOURCE, userInfo == null ? "URL" : "USER_INFO")
                .toUpperCase(Locale.ROOT);
        String credentials = switch (source) {
            case "URL" -> urlUserInfo;
            case "USER_INFO" -> userInfo;
            default ->
                throw new ConfigException(BASIC_SOURCE + " is " + source
                        + "; URL and USER_INFO are supported, the latter with " + BASIC_USER_INFO + "=user:password.");
        };
        if (credentials == null) {
            return null;
        }
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    /** A property of ours, also under Confluent's client prefix. */
    static String text(Map<String, ?> config, String key, String otherwise) {
        Object value = config.get(key);
        if (value == null) {
            value = config.get("schema.registry." + key);
        }
        if (value instanceof List<?> list) {
            return String.join(",", list.stream().map(Object::toString).toList());
        }
        return value == null || value.toString().isBlank()
                ? otherwise
                : value.toString().strip();
    }

    private static long number(Map<String, ?> config, String key, long otherwise) {
        String value = text(config, key, Long.toString(otherwise));
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new ConfigException(key + " is '" + value + "'; it must be a whole number.");
        }
    }

    /** Without the credentials. */
    @Override
    public String toString() {
        return "RegistrySettings[urls=" + urls + ", authorized=" + (authorization != null) + "]";
    }
}
