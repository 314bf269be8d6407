package io.tokenweir.simulator.wall;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.api.Vendor;
import io.tokenweir.simulator.api.VendorVoice;
import io.tokenweir.simulator.http.Response;

/** A vendor's voice with the errors that a profile words otherwise. */
final class ProfiledVoice implements VendorVoice {
    private final VendorVoice vendor;
    private final Speech speech;

    ProfiledVoice(VendorVoice vendor, Speech speech) {
        this.vendor = vendor;
        this.speech = speech;
    }

    @Override
    public Vendor vendor() {
        return vendor.vendor();
    }

    @Override
    public String requestId() {
        return vendor.requestId();
    }

    @Override
    public Map<String, String> headers(String requestId) {
        return vendor.headers(requestId);
    }

    @Override
    public Map<String, String> timing(long millis) {
        return vendor.timing(millis);
    }

    @Override
    public Response error(ServedError error, String requestId) {
        Optional<Said> said = speech.error(error.kind().name().toLowerCase(Locale.ROOT));
        if (said.isEmpty()) {
            return vendor.error(error, requestId);
        }
        Facts facts = speech.facts(List.of())
                .with("request_id", requestId)
                .with("param", error.param())
                .with("message", error.getMessage());
        return said.get().response(facts, Instant.now()).with(vendor.headers(requestId));
    }

    @Override
    public Response envelope(int status, String type, String param, String code, String message, String requestId) {
        return vendor.envelope(status, type, param, code, message, requestId);
    }
}
