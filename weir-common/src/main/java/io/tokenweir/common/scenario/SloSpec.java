package io.tokenweir.common.scenario;

import java.time.Duration;

/** What a good request is: every bound that is given must hold. {@code ttft} counts from the intended start. */
public record SloSpec(Duration ttft, Duration tpot, Duration endToEnd) {}
