package io.tokenweir.simulator.wall;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;

import io.tokenweir.limits.WallClock;
import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.account.KeyOwner;
import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.api.ServedRequest;
import io.tokenweir.simulator.api.Vendor;
import io.tokenweir.simulator.api.VendorVoice;
import io.tokenweir.simulator.api.Wishes;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;
import io.tokenweir.simulator.truth.LimitTruth;

/** The wall with a clock that a test drives, which stands at the first second of a Monday. */
final class Desk {
    static final long SECOND = 1_000_000_000L;
    static final Instant MONDAY = Instant.parse("2026-11-30T00:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<LimitTruth> changes = new ArrayList<>();
    private final Admission admission;
    private final Refusals refusals;
    private final HttpHeaders sent = new DefaultHttpHeaders();
    private Vendor vendor = Vendor.OPENAI;
    private KeyOwner owner = owner("acct-000001", "proj_a", "key_1");
    private boolean streamed;

    Desk(SimulatorConfig config) {
        admission = new Admission(config, new WallClock(0, MONDAY), changes::add);
        refusals = new Refusals(config);
    }

    /** What the request log was told of changed limits. */
    List<LimitTruth> changes() {
        return changes;
    }

    static Desk profile(String name) {
        return new Desk(SimulatorConfig.profile(name));
    }

    static Desk of(Path folder, String yaml) throws IOException {
        return new Desk(SimulatorConfig.load(Files.writeString(folder.resolve("wall.yaml"), yaml)));
    }

    static KeyOwner owner(String account, String project, String key) {
        return new KeyOwner(account, 0, "0123456789ab", "org-1", project, key);
    }

    /** Who calls from now on. */
    Desk as(KeyOwner caller) {
        owner = caller;
        return this;
    }

    Desk speaking(Vendor format) {
        vendor = format;
        return this;
    }

    Desk streaming() {
        streamed = true;
        return this;
    }

    Desk sending(String header, String value) {
        sent.set(header, value);
        return this;
    }

    Admission wall() {
        return admission;
    }

    /** Asks with a prompt of {@code prompt} tokens for an answer of {@code output}, which is also {@code max_tokens}. */
    Asked ask(long now, String model, int prompt, int output) {
        ServedRequest request = new ServedRequest(
                model, List.of("x".repeat(4 * prompt)), 0, "messages", streamed, output, List.of(), 0, Wishes.text(""));
        Verdict verdict = admission.decide(now, caller(), request, prompt, output, output);
        return new Asked(model, verdict, prompt, output);
    }

    private Caller caller() {
        return new Caller(
                owner,
                new Request(
                        HttpMethod.POST,
                        new QueryStringDecoder("/v1/chat/completions?api-version=2024-10-21"),
                        sent,
                        new byte[0],
                        InetAddress.getLoopbackAddress(),
                        0));
    }

    /** One request that was decided about. */
    final class Asked {
        private final String model;
        private final Verdict verdict;
        private final int prompt;
        private final int output;

        Asked(String model, Verdict verdict, int prompt, int output) {
            this.model = model;
            this.verdict = verdict;
            this.prompt = prompt;
            this.output = output;
        }

        Verdict verdict() {
            return verdict;
        }

        String decision() {
            return verdict.name();
        }

        /** It has been answered as it asked. */
        Asked answered(long now) {
            admission.ended(now, model, verdict, prompt, 0, output);
            return this;
        }

        /** Headers about limits, in lower case. */
        Map<String, String> headers() {
            Map<String, String> lower = new TreeMap<>();
            Map<String, String> told = verdict.admitted()
                    ? refusals.headers(verdict, new Voice(vendor), caller(), model)
                    : response().headers();
            told.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
            lower.remove("content-type");
            return lower;
        }

        Response response() {
            return refusals.refusal(verdict, new Voice(vendor), caller(), model, "req_1");
        }

        JsonNode body() {
            try {
                return JSON.readTree(response().body());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        String at(String pointer) {
            return body().at(pointer).asText();
        }
    }

    /** A vendor that adds nothing of its own. */
    private record Voice(Vendor vendor) implements VendorVoice {
        @Override
        public String requestId() {
            return "req_1";
        }

        @Override
        public Map<String, String> headers(String requestId) {
            return new LinkedHashMap<>();
        }

        @Override
        public Map<String, String> timing(long millis) {
            return Map.of();
        }

        @Override
        public Response error(ServedError error, String requestId) {
            return Response.json(error.kind().status(), Map.of());
        }

        @Override
        public Response envelope(int status, String type, String param, String code, String message, String requestId) {
            return Response.json(status, Map.of());
        }
    }
}
