package io.tokenweir.simulator.wall;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.tokenweir.limits.AxisState;
import io.tokenweir.limits.Decision;
import io.tokenweir.limits.LimitRule;
import io.tokenweir.limits.Template;
import io.tokenweir.simulator.config.VoiceConfig;

/** How one provider or gateway tells its limits, from its profile. Immutable. */
final class Speech {
    private static final String OTHER = "other";
    private static final String TOO_LARGE = "too_large";

    private final VoiceConfig config;
    private final Map<String, Template> headers;
    private final Map<String, Said> refusals;
    private final Map<String, Said> errors;

    /** @throws IllegalArgumentException with one sentence when a text has a place that cannot be filled */
    Speech(VoiceConfig config) {
        this.config = config;
        this.headers = Said.templates(config.headers());
        this.refusals = read(config.refusals());
        this.errors = read(config.errors());
    }

    /** The values of these limits. */
    Facts facts(List<AxisState> states) {
        return new Facts(states, config.shown());
    }

    /** The values of these limits, and of what one of them refused. */
    Facts facts(List<AxisState> states, Decision.Refusal refusal) {
        LimitRule rule = refusal.rule();
        return facts(states)
                .with(refusal)
                .with("axis", axis(rule))
                .with(
                        "words",
                        config.words().getOrDefault(rule.name(), config.words().get(axis(rule))));
    }

    Map<String, String> headers(Facts facts, Instant now) {
        return Said.fill(headers, facts, now);
    }

    /** What a refused client reads: the most particular that the profile has. */
    Said refusal(Decision.Refusal refusal) {
        LimitRule rule = refusal.rule();
        String axis = axis(rule);
        return Stream.of(
                        refusal.tooLarge() ? TOO_LARGE + '_' + axis : rule.name(),
                        refusal.tooLarge() ? TOO_LARGE : rule.name(),
                        rule.name(),
                        axis,
                        OTHER)
                .map(refusals::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("A voice has no refusal 'other'."));
    }

    /** What another error looks like, where the profile says so. */
    Optional<Said> error(String kind) {
        return Optional.ofNullable(errors.get(kind));
    }

    private static Map<String, Said> read(Map<String, VoiceConfig.Said> config) {
        Map<String, Said> read = new LinkedHashMap<>();
        config.forEach((name, said) -> read.put(name, new Said(said)));
        return read;
    }

    private static String axis(LimitRule rule) {
        return rule.axis().name().toLowerCase(Locale.ROOT);
    }
}
