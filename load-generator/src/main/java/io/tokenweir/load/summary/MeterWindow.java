package io.tokenweir.load.summary;

import io.tokenweir.common.health.Validity.Judgement;

/**
 * One second of the meter's word on itself.
 *
 * @param endMicros the second's end, us since the Unix epoch
 */
public record MeterWindow(long endMicros, Judgement judgement) {}
