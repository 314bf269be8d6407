package io.tokenweir.simulator.metrics;

import io.tokenweir.simulator.config.EngineConfig;
import io.tokenweir.simulator.engine.EngineStats;

/** One model at one instant: how it is configured, what its engine holds, and what was counted. */
public record ServedModel(String name, EngineConfig engine, EngineStats stats, ModelMeters meters) {
    String label() {
        return "model_name=\"" + MetricsText.escaped(name) + "\",engine=\"0\"";
    }
}
