package io.tokenweir.load.events;

/**
 * Whose the events of one logical request are, written once for all of them. One per virtual user, used again; owned by the
 * user's event loop.
 */
public final class RequestNames {
    private final AvroBytes beforeAttempt = new AvroBytes();
    private final AvroBytes afterAttempt = new AvroBytes();

    /**
     * @param traceId in UTF-8
     * @param parentRequestId null where the request is no part of a user's action
     * @param labels the run's, by {@link RequestEventBuffer#labels}
     */
    public void set(
            Place place,
            String requestId,
            long requestIndex,
            byte[] traceId,
            String parentRequestId,
            byte[] labels,
            SeriesRef series) {
        beforeAttempt.clear();
        beforeAttempt.optionalText(place.accountId());
        beforeAttempt.optionalText(requestId);
        beforeAttempt.number(requestIndex);
        afterAttempt.clear();
        afterAttempt.optionalUtf8(traceId);
        afterAttempt.optionalText(parentRequestId);
        // caseId: none
        afterAttempt.number(0);
        afterAttempt.raw(labels);
        afterAttempt.number(1);
        afterAttempt.raw(series.encoded());
    }

    void write(AvroBytes out, int attempt) {
        out.raw(beforeAttempt);
        out.number(attempt);
        out.raw(afterAttempt);
    }
}
