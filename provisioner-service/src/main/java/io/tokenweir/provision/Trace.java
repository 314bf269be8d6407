package io.tokenweir.provision;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.tokenweir.common.secret.SecretVault;
import io.tokenweir.provision.http.CallObserver;
import io.tokenweir.provision.http.HttpAnswer;
import io.tokenweir.provision.http.HttpCall;
import io.tokenweir.provision.recipe.PublicValues;

/**
 * Tells each request and answer as it happened. What is a secret by its place (password, token, code, key, cookie), and every
 * secret value seen once, is shown as a fingerprint, wherever it turns up again. Thread-safe.
 */
final class Trace implements CallObserver {
    private static final int LONGEST_BODY = 600;
    private static final int SHORTEST_SECRET = 4;
    private static final Set<String> SECRET_HEADERS =
            Set.of("authorization", "cookie", "set-cookie", "x-api-key", "api-key", "location");
    private static final Set<String> SHOWN_HEADERS = Set.of(
            "authorization", "cookie", "set-cookie", "x-api-key", "api-key", "location", "content-type", "retry-after");

    /** JSON fields, form fields, attributes and query parameters whose names say that their value is secret. */
    private static final Pattern SECRET_FIELD =
            Pattern.compile("(?i)((?:[\\w-]*(?:password|passwd|secret|token|csrf|session|otp|sid|api[_-]?key)|key)"
                    + "[\"']?\\s*[:=]\\s*[\"']?)([^\"'&\\s<>;,}\\\\]{4,})");
    /** A hidden field of a form: the name comes before the value, or after it. */
    private static final Pattern SECRET_INPUT = Pattern.compile(
            "(?i)(name=[\"']?[\\w-]*(?:csrf|token|secret)[\\w-]*[\"']?[^>]*?value=[\"']?)([^\"'\\s>]{4,})");

    private static final Pattern AFTER_SCHEME = Pattern.compile("(?i)^(Bearer|Basic)\\s+(\\S+)$");
    private static final Pattern COOKIE = Pattern.compile("(^|;\\s*)([^=;\\s]+)=([^;]*)");
    private static final Pattern KEY_LIKE = Pattern.compile("\\b(?:sk|mbt|key)-[\\w-]{8,}");
    private static final Pattern CODE_LIKE = Pattern.compile("(?<![\\w.:-])\\d{6}(?![\\w.:-])");

    private final Map<String, String> known;
    private final Consumer<String> say;
    private final Map<String, String> masks = new ConcurrentHashMap<>();

    /** @param known values of the account, as they grow; those that are not public are secrets */
    Trace(Map<String, String> known, Consumer<String> say) {
        this.known = known;
        this.say = say;
    }

    @Override
    public void sending(HttpCall call) {
        learn(call.uri().toString());
        learn(call.body());
        StringBuilder text = new StringBuilder("  > " + call.method() + ' ' + call.uri());
        new TreeMap<>(call.headers()).forEach((name, value) -> text.append(header("  > ", name, value)));
        text.append(body("  > ", call.body()));
        tell(text);
    }

    @Override
    public void answered(HttpCall call, HttpAnswer answer) {
        learn(answer.body());
        StringBuilder text = new StringBuilder("  < " + answer.status());
        answer.headers().map().forEach((name, values) -> {
            for (String value : values) {
                text.append(header("  < ", name, value));
            }
        });
        text.append(body("  < ", answer.body()));
        tell(text);
    }

    @Override
    public void unanswered(HttpCall call, String reason) {
        say.accept("  < no answer (" + reason + ")");
    }

    private String header(String mark, String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!SHOWN_HEADERS.contains(lower)) {
            return "";
        }
        if (SECRET_HEADERS.contains(lower)) {
            learnHeader(value);
        }
        return '\n' + mark + name + ": " + value;
    }

    private static String body(String mark, String body) {
        if (body == null || body.isBlank()) {
            return "";
        }
        return '\n' + mark + body.strip().replaceAll("\\s*\\R\\s*", "\n" + mark);
    }

    /** Masked first and cut afterwards: a secret that was cut in two would no longer be known. */
    private void tell(CharSequence text) {
        String masked = masked(text.toString());
        say.accept(masked.length() <= LONGEST_BODY ? masked : masked.substring(0, LONGEST_BODY) + " …");
    }

    private void learnHeader(String value) {
        Matcher scheme = AFTER_SCHEME.matcher(value);
        if (scheme.matches()) {
            secret(scheme.group(2));
            return;
        }
        Matcher cookie = COOKIE.matcher(value);
        while (cookie.find()) {
            if (!Set.of("path", "domain", "max-age", "expires", "samesite")
                    .contains(cookie.group(2).toLowerCase(Locale.ROOT))) {
                secret(cookie.group(3));
            }
        }
        learn(value);
    }

    private void learn(String text) {
        if (text == null) {
            return;
        }
        for (Pattern pattern : List.of(SECRET_FIELD, SECRET_INPUT)) {
            Matcher found = pattern.matcher(text);
            while (found.find()) {
                secret(found.group(2));
            }
        }
        for (Pattern pattern : List.of(KEY_LIKE, CODE_LIKE)) {
            pattern.matcher(text).results().forEach(found -> secret(found.group()));
        }
    }

    private void secret(String value) {
        if (value.length() >= SHORTEST_SECRET) {
            masks.computeIfAbsent(value, secret -> "[" + SecretVault.fingerprint(secret) + "]");
        }
    }

    /** Longest first, so that no secret is masked in part because another is inside it. */
    private String masked(String text) {
        known.forEach((name, value) -> {
            // Of a link only the token is secret, and that is known by its name.
            if (!PublicValues.contains(name) && !name.equals("link")) {
                secret(value);
                secret(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
        String masked = text;
        List<String> longestFirst = masks.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (String secret : longestFirst) {
            masked = masked.replace(secret, masks.get(secret));
        }
        return masked;
    }
}
