package io.tokenweir.simulator.serve;

import java.util.List;
import java.util.SplittableRandom;

import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.config.FailureConfig;

/** Failures that strike a share of the requests, whoever sends them, as llm-d-inference-sim injects them. Thread-safe. */
final class Failures {
    private final SplittableRandom random;

    Failures(long seed) {
        random = new SplittableRandom(seed);
    }

    /** @throws ServedError when this request is to fail */
    void strike(FailureConfig config, String model) {
        if (config.percent() <= 0) {
            return;
        }
        List<FailureConfig.Type> types =
                config.types().isEmpty() ? List.of(FailureConfig.Type.values()) : config.types();
        FailureConfig.Type type;
        synchronized (random) {
            if (random.nextDouble() * 100 >= config.percent()) {
                return;
            }
            type = types.get(random.nextInt(types.size()));
        }
        throw switch (type) {
            case RATE_LIMIT -> ServedError.of(ServedError.Kind.RATE_LIMIT, null);
            case INVALID_API_KEY -> ServedError.of(ServedError.Kind.WRONG_KEY, "sk-...");
            case CONTEXT_LENGTH ->
                new ServedError(
                        ServedError.Kind.CONTEXT_LENGTH,
                        "messages",
                        null,
                        "This model's maximum context length is exceeded.");
            case SERVER_ERROR -> ServedError.of(ServedError.Kind.SERVER_ERROR, null);
            case INVALID_REQUEST -> ServedError.invalid(null, "The request is invalid.");
            case MODEL_NOT_FOUND -> ServedError.of(ServedError.Kind.UNKNOWN_MODEL, model);
        };
    }
}
