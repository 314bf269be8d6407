package io.tokenweir.load.events;

import java.util.Map;

import io.tokenweir.events.Outcome;
import io.tokenweir.protocol.provider.DeltaKind;

/**
 * What an {@code AttemptEnded} says, as plain fields of one object that an event loop uses again and again. The meaning of each
 * is in the schema; negative durations and null texts stand for null. Not thread-safe.
 */
public final class AttemptFields {
    public Outcome outcome;
    public int status;
    public String errorType;
    public String errorCode;
    public String evidence;
    public long retryAfterNanos;
    public Map<String, String> limitHeaders;
    public Map<String, Long> headroomPpm;
    public String serverRequestId;
    public String responseModel;
    public String finishReason;
    public long intendedStartMicros;
    public long startMicros;
    public long connectNanos;
    public long headersNanos;
    public long ttftNanos;
    public long ttfatNanos;
    public long lastArrivalNanos;
    public long durationNanos;
    public long tpotNanos;
    public long arrivals;
    /** By ordinal of {@link DeltaKind}. */
    public long[] arrivalsByKind;

    public long inputTokens;
    public long cachedInputTokens;
    public long outputTokens;
    public long reasoningTokens;
    public boolean usageReported;
    public long costPico;
    public boolean windowValid;
    public long pausedNanos;
    public long dnsNanos;
    public long tcpNanos;
    public long proxyNanos;
    public long tlsNanos;
    public String httpVersion;
    public boolean degraded;

    /** In the order of the schema. */
    void write(AvroBytes out) {
        out.number(outcome.ordinal());
        out.number(status);
        out.optionalText(errorType);
        out.optionalText(errorCode);
        out.optionalText(evidence);
        out.optional(retryAfterNanos);
        out.texts(limitHeaders);
        out.optionalText(serverRequestId);
        out.optionalText(responseModel);
        out.optionalText(finishReason);
        out.number(intendedStartMicros);
        out.number(startMicros);
        out.number(connectNanos);
        out.optional(headersNanos);
        out.optional(ttftNanos);
        out.optional(ttfatNanos);
        out.optional(lastArrivalNanos);
        out.number(durationNanos);
        out.optional(tpotNanos);
        out.number(arrivals);
        writeByKind(out);
        out.number(inputTokens);
        out.number(cachedInputTokens);
        out.number(outputTokens);
        out.number(reasoningTokens);
        out.flag(usageReported);
        out.number(costPico);
        out.flag(windowValid);
        out.number(pausedNanos);
        out.number(dnsNanos);
        out.number(tcpNanos);
        out.number(proxyNanos);
        out.number(tlsNanos);
        out.number(0);
        out.optionalText(httpVersion);
        if (usageReported) {
            out.number(1);
            out.number(outputTokens - arrivals);
        } else {
            out.number(0);
        }
        out.counts(headroomPpm);
        out.flag(degraded);
    }

    private void writeByKind(AvroBytes out) {
        int kinds = 0;
        for (long count : arrivalsByKind) {
            kinds += count > 0 ? 1 : 0;
        }
        if (kinds > 0) {
            out.number(kinds);
            for (int i = 0; i < arrivalsByKind.length; i++) {
                if (arrivalsByKind[i] > 0) {
                    out.text(DeltaKind.of(i).name());
                    out.number(arrivalsByKind[i]);
                }
            }
        }
        out.number(0);
    }
}
