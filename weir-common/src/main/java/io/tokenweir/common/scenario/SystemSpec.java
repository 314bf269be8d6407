package io.tokenweir.common.scenario;

import java.math.BigDecimal;
import java.util.Map;

/**
 * An endpoint with the target's own metrics, in Prometheus text.
 *
 * @param source how results name it
 * @param accelerators how many it stands for; 0 unless told
 * @param acceleratorHourPrice what one costs for an hour, in the currency of the prices; 0 unless told
 * @param labels only samples with all of these labels count
 */
public record SystemSpec(
        String source, String url, Integer accelerators, BigDecimal acceleratorHourPrice, Map<String, String> labels) {

    public SystemSpec {
        accelerators = accelerators == null ? 0 : accelerators;
        acceleratorHourPrice = acceleratorHourPrice == null ? BigDecimal.ZERO : acceleratorHourPrice;
        labels = labels == null ? Map.of() : Map.copyOf(labels);
    }
}
