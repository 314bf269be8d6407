package io.tokenweir.load.summary;

import java.util.List;

import io.tokenweir.common.threshold.Reading;
import io.tokenweir.common.threshold.ThresholdMetric;
import io.tokenweir.load.certificate.ArrivalCertificate;
import io.tokenweir.load.certificate.ArrivalCertificate.Verdict;

/** Figures of thresholds that only a whole run has. Pure. */
public final class WholeRunFigures {
    private WholeRunFigures() {}

    public static Reading read(ThresholdMetric metric, RunSummary summary) {
        return switch (metric) {
            case RETRY_AFTER_COMPLIANCE ->
                reading(
                        summary.reactions() == null
                                ? null
                                : summary.reactions().retryAfter().compliance(),
                        "nobody was asked to wait and came back");
            case HERD_INDEX ->
                reading(
                        summary.reactions() == null
                                ? null
                                : summary.reactions().herd().index(),
                        "there was no common reset");
            case TOKENS_PER_CPU_SECOND ->
                reading(
                        summary.cpu() == null ? null : summary.cpu().tokensPerCpuSecond(),
                        "the run ended before its measured time began");
            case ARRIVAL_CERTIFICATE -> certificate(summary.arrivalCertificates());
            default -> Reading.missing(metric.text() + " is not kept for such a run");
        };
    }

    /** 1 when all have passed, 0 when one has failed. */
    private static Reading certificate(List<ArrivalCertificate> certificates) {
        if (certificates.stream().anyMatch(one -> one.verdict() == Verdict.FAILED)) {
            return Reading.of(0);
        }
        if (certificates.isEmpty()) {
            return Reading.missing("a closed loop has none");
        }
        return certificates.stream().allMatch(ArrivalCertificate::passed)
                ? Reading.of(1)
                : Reading.missing("there were too few arrivals to judge");
    }

    private static Reading reading(Double value, String missing) {
        return value == null ? Reading.missing(missing) : Reading.of(value);
    }
}
