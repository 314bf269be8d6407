package io.tokenweir.registry;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.apache.kafka.common.errors.InterruptException;

/**
 * A registry behind Confluent's REST API. Thread-safe.
 *
 * <p>Each call goes to the URL that answered last; when it cannot be reached, or answers 429 or 5xx, to the next. After a
 * fruitless round over all URLs it waits (exponential, full jitter) and goes round again, a bounded number of times. Every
 * call here may safely be repeated. Other answers are final.
 */
final class HttpRegistry implements Registry {
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How to wait between rounds. */
    interface Pause {
        void sleep(Duration duration) throws InterruptedException;
    }

    private final RegistrySettings settings;
    private final RandomGenerator random;
    private final Pause pause;
    private final HttpClient http;
    private volatile int preferred;

    HttpRegistry(RegistrySettings settings, RandomGenerator random, Pause pause) {
        this.settings = settings;
        this.random = random;
        this.pause = pause;
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(settings.connectTimeout());
        if (settings.tls() != null) {
            builder.sslContext(settings.tls());
        }
        http = builder.build();
    }

    @Override
    public int register(String subject, String schema) {
        return field(call("POST", "/subjects/" + encoded(subject) + "/versions", body(schema)), "id")
                .intValue();
    }

    @Override
    public RegisteredSchema lookUp(String subject, String schema) {
        return version(call("POST", "/subjects/" + encoded(subject), body(schema)));
    }

    @Override
    public String schemaById(int id) {
        return avro(call("GET", "/schemas/ids/" + id, null));
    }

    @Override
    public RegisteredSchema latest(String subject) {
        return version(call("GET", "/subjects/" + encoded(subject) + "/versions/latest", null));
    }

    @Override
    public boolean isCompatible(String subject, String schema) {
        String path = "/compatibility/subjects/" + encoded(subject) + "/versions/latest";
        return field(call("POST", path, body(schema)), "is_compatible").booleanValue();
    }

    private JsonNode call(String method, String path, String body) {
        RegistryException last = null;
        for (int round = 0; round <= settings.maxRetries(); round++) {
            if (round > 0) {
                waitBefore(round);
            }
            for (int i = 0; i < settings.urls().size(); i++) {
                int index = preferred;
                String url = settings.urls().get(index);
                try {
                    return callOne(url, method, path, body);
                } catch (RegistryException e) {
                    if (!e.retriable()) {
                        throw e;
                    }
                    last = e;
                    preferred = (index + 1) % settings.urls().size();
                }
            }
        }
        throw last;
    }

    private void waitBefore(int round) {
        long ceiling = settings.retryWait().toMillis() << Math.min(round - 1, 20);
        long bounded = Math.min(ceiling, settings.maxRetryWait().toMillis());
        try {
            pause.sleep(Duration.ofMillis(random.nextLong(bounded + 1)));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private JsonNode callOne(String url, String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(settings.readTimeout())
                .header("Accept", MEDIA_TYPE + ", application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", MEDIA_TYPE);
        }
        if (settings.authorization() != null) {
            request.header("Authorization", settings.authorization());
        }
        HttpResponse<String> response;
        try {
            response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new RegistryException(
                    0,
                    0,
                    "Schema registry " + url + " cannot be reached (" + why
                            + "); check schema.registry.url and that it runs.",
                    e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        if (response.statusCode() / 100 != 2) {
            throw refused(url, method, path, response);
        }
        return parse(url, response.body());
    }

    private static RegistryException refused(String url, String method, String path, HttpResponse<String> response) {
        int status = response.statusCode();
        int code = status;
        String said = "";
        try {
            JsonNode answer = JSON.readTree(response.body());
            code = answer.path("error_code").asInt(status);
            said = answer.path("message").asText("");
        } catch (JsonProcessingException e) {
            // not from a registry; the status has to do
        }
        String hint = status == 401 || status == 403 ? " Check basic.auth.user.info or bearer.auth.token." : "";
        return new RegistryException(
                status,
                code,
                "Schema registry " + url + " answered " + status + " (code " + code + ") to " + method + " " + path
                        + ": " + said + hint,
                null);
    }

    private static JsonNode parse(String url, String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new RegistryException(
                    200, 0, "Schema registry " + url + " answered something that is not JSON; is this its URL?", e);
        }
    }

    private static RegisteredSchema version(JsonNode answer) {
        return new RegisteredSchema(
                field(answer, "subject").textValue(),
                field(answer, "version").intValue(),
                field(answer, "id").intValue(),
                avro(answer));
    }

    private static String avro(JsonNode answer) {
        String type = answer.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO") || answer.path("references").size() > 0) {
            throw new RegistryException(
                    200,
                    0,
                    "The registered schema is of type " + type
                            + " or refers to others; only whole Avro schemas are read here.",
                    null);
        }
        return field(answer, "schema").textValue();
    }

    private static JsonNode field(JsonNode answer, String name) {
        JsonNode value = answer.get(name);
        if (value == null) {
            throw new RegistryException(200, 0, "The schema registry's answer lacks '" + name + "'.", null);
        }
        return value;
    }

    private static String body(String schema) {
        return JsonNodeFactory.instance.objectNode().put("schema", schema).toString();
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
