package io.tokenweir.common.scenario;

import java.time.Duration;

/**
 * Client-side throttling: requests are shed unsent, the more of them the fewer the server accepts.
 *
 * @param k requests tried per request accepted; 2 sends twice what gets through
 * @param window how far back acceptance is looked at
 */
public record ShedSpec(Double k, Duration window) {
    public ShedSpec {
        k = k == null ? 2 : k;
        window = window == null ? Duration.ofMinutes(2) : window;
    }
}
