package io.tokenweir.report.certificate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.tokenweir.common.audit.EventAudit;
import io.tokenweir.common.audit.ReactionReport;
import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.EventHeader;
import io.tokenweir.events.RequestEnded;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.RequestEventKind;
import io.tokenweir.events.RequestStarted;
import io.tokenweir.events.Vantage;
import io.tokenweir.report.check.RowDigest;
import io.tokenweir.report.check.SequenceReport;
import io.tokenweir.report.check.SequenceTracker;

/**
 * Collects what the events of weir.requests say of users' requests and upstream calls. Decisions are not looked at: they are what
 * a policy says of itself. Events of one partition may come in any order; those that come twice count once. Memory grows with the
 * number of requests. Not thread-safe.
 */
final class EvidenceLog {
    private static final class Open {
        private RequestStarted started;
        private RequestEvent startedEvent;
        private Place startedAt;
        private final List<RequestEvent> attempts = new ArrayList<>();
        private final List<Place> attemptsAt = new ArrayList<>();
        private RequestEnded ended;
        private Place endedAt;
    }

    private static final class Partition {
        private long records;
        private long digest;
    }

    private final Map<String, Open> users = new HashMap<>();
    private final Map<String, Open> tapped = new HashMap<>();
    private final Map<String, SequenceTracker> sequences = new TreeMap<>();
    private final TreeMap<String, TreeMap<Integer, Partition>> digests = new TreeMap<>();
    private final List<RequestEvent> ends = new ArrayList<>();
    private final Map<String, Long> lost = new HashMap<>();

    /** One event of the run. */
    void add(RequestEvent event, Place place) {
        EventHeader header = event.getHeader();
        String stream = place.topic() + "-" + place.partition() + " of " + header.getInstance() + " (epoch "
                + header.getEpoch() + ", segment " + header.getSegment() + ")";
        SequenceTracker sequence = sequences.computeIfAbsent(stream, any -> new SequenceTracker());
        if (event.getKind() == RequestEventKind.RUN_END) {
            sequence.acceptEnd(header.getSeq(), event.getRunEnd().getRecords());
            return;
        }
        if (!sequence.accept(header.getSeq())) {
            return;
        }
        if (event.getKind() == RequestEventKind.TICK) {
            if (event.getTick().getHealth() != null) {
                lost.merge(
                        header.getInstance() + header.getEpoch(),
                        event.getTick().getHealth().getEventsLost(),
                        Math::max);
            }
            return;
        }
        Partition partition = digests.computeIfAbsent(place.topic(), any -> new TreeMap<>())
                .computeIfAbsent(place.partition(), any -> new Partition());
        partition.records++;
        partition.digest += RowDigest.of(event) * (2 * place.offset() + 1);
        fact(event, place);
    }

    private void fact(RequestEvent event, Place place) {
        boolean tap = event.getHeader().getVantage() == Vantage.TAP;
        Open open = (tap ? tapped : users).computeIfAbsent(event.getRequestId(), any -> new Open());
        switch (event.getKind()) {
            case STARTED -> {
                open.started = event.getStarted();
                open.startedEvent = event;
                open.startedAt = place;
            }
            case ATTEMPT_ENDED -> {
                open.attempts.add(event);
                open.attemptsAt.add(place);
                ends.add(event);
            }
            case ENDED -> {
                open.ended = event.getEnded();
                open.endedAt = place;
                ends.add(event);
            }
            default -> {
                // decisions prove nothing
            }
        }
    }

    RunEvidence evidence() {
        List<UserRequest> requests = new ArrayList<>();
        users.forEach((id, open) -> requests.add(user(id, open)));
        requests.sort(Comparator.comparingLong(UserRequest::intendedMicros).thenComparing(UserRequest::id));
        List<Call> calls = new ArrayList<>();
        tapped.forEach((id, open) -> calls.addAll(calls(id, open)));
        calls.sort(Comparator.comparingLong(Call::startMicros)
                .thenComparing(Call::id)
                .thenComparingInt(Call::attempt));
        List<Testimony.Digest> read = new ArrayList<>();
        digests.forEach((topic, byPartition) -> byPartition.forEach((number, partition) ->
                read.add(new Testimony.Digest(topic, number, partition.records, "%016x".formatted(partition.digest)))));
        return new RunEvidence(
                requests,
                calls,
                read,
                gaps(),
                herd(tapped.isEmpty() ? Vantage.GENERATOR : Vantage.TAP),
                lost.values().stream().mapToLong(Long::longValue).sum());
    }

    private List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        sequences.forEach((stream, tracker) -> {
            SequenceReport report = tracker.report(stream);
            if (report.missing() > 0) {
                gaps.add(report.missing() + " records of " + stream + " are missing, the first has number "
                        + report.firstMissing() + ".");
            }
            if (!report.ended()) {
                gaps.add("The end marker of " + stream + " is missing.");
            } else if (!report.endMatches()) {
                gaps.add("The end marker of " + stream + " counts other records than there are.");
            }
        });
        return gaps;
    }

    private Double herd(Vantage vantage) {
        EventAudit audit = new EventAudit();
        ends.stream()
                .filter(event -> event.getHeader().getVantage() == vantage)
                .sorted(Comparator.comparingLong(event -> event.getHeader().getEventTimeMicros()))
                .forEach(audit::add);
        ReactionReport report = audit.report();
        return report == null ? null : report.herd().index();
    }

    private static UserRequest user(String id, Open open) {
        List<Call> own = calls(id, open);
        RequestEvent last = open.attempts.stream()
                .max(Comparator.comparingInt(RequestEvent::getAttempt))
                .orElse(null);
        Set<String> traces = new LinkedHashSet<>();
        if (open.startedEvent != null && open.startedEvent.getTraceId() != null) {
            traces.add(open.startedEvent.getTraceId());
        }
        own.stream().map(Call::traceId).filter(trace -> trace != null).forEach(traces::add);
        AttemptEnded attempt = last == null ? null : last.getAttemptEnded();
        long intended = open.ended != null
                ? open.ended.getIntendedStartMicros()
                : open.started != null ? open.started.getIntendedStartMicros() : attempt.getIntendedStartMicros();
        return new UserRequest(
                id,
                List.copyOf(traces),
                intended,
                open.ended == null ? null : (Long) (intended + open.ended.getDurationNanos() / 1_000),
                open.ended == null ? null : open.ended.getOutcome(),
                attempt != null && attempt.getDegraded(),
                attempt == null ? null : attempt.getResponseModel(),
                open.ended == null ? null : open.ended.getTtftIntendedNanos(),
                open.started == null ? 0 : open.started.getPlannedInputTokens() + open.started.getMaxTokens(),
                own.stream().allMatch(Call::valid),
                open.started == null ? List.of() : List.copyOf(open.started.getContentMarks()),
                own,
                open.endedAt != null ? open.endedAt : open.startedAt != null ? open.startedAt : open.attemptsAt.get(0));
    }

    private static List<Call> calls(String id, Open open) {
        List<Long> marks = open.started == null ? List.of() : List.copyOf(open.started.getContentMarks());
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < open.attempts.size(); i++) {
            RequestEvent event = open.attempts.get(i);
            AttemptEnded ended = event.getAttemptEnded();
            calls.add(new Call(
                    id,
                    event.getAttempt(),
                    event.getTraceId(),
                    event.getParentRequestId(),
                    ended.getStartMicros(),
                    ended.getStartMicros() + ended.getDurationNanos() / 1_000,
                    ended.getOutcome(),
                    event.getSeries().getModel(),
                    ended.getResponseModel(),
                    ended.getRetryAfterNanos(),
                    ended.getWindowValid(),
                    marks,
                    open.attemptsAt.get(i)));
        }
        if (calls.isEmpty() && open.started != null && open.ended == null) {
            calls.add(new Call(
                    id,
                    0,
                    open.startedEvent.getTraceId(),
                    open.startedEvent.getParentRequestId(),
                    open.started.getStartMicros(),
                    null,
                    null,
                    open.startedEvent.getSeries().getModel(),
                    null,
                    null,
                    true,
                    marks,
                    open.startedAt));
        }
        calls.sort(Comparator.comparingInt(Call::attempt));
        return calls;
    }
}
