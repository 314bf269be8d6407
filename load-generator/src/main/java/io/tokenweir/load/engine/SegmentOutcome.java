package io.tokenweir.load.engine;

import java.util.List;

import io.tokenweir.common.audit.ReactionReport;
import io.tokenweir.histogram.ExponentialHistogram;
import io.tokenweir.load.ActionReport;
import io.tokenweir.load.LiveCounters;
import io.tokenweir.load.certificate.ArrivalCertificate;

/**
 * One segment over all loops.
 *
 * @param lateness actual minus intended start of its requests
 * @param actions what became of users' actions that fan out and ended in it; null without any
 */
public record SegmentOutcome(
        LiveCounters counters,
        ReactionReport reactions,
        List<ArrivalCertificate> certificates,
        ExponentialHistogram lateness,
        ActionReport actions) {}
