package io.tokenweir.report.check;

import java.util.List;
import java.util.Map;

/**
 * Everything that the check knows of a run, already read and summed: the input of {@link Comparison}.
 *
 * @param sources one each at most; the ledger and the raw topics must be among them
 * @param unacknowledged by place ({@code weir.requests-2}): sent, but neither acknowledged nor refused
 * @param sequences one per stream of sequence numbers
 * @param problems what could not be read, in sentences; each makes the check fail
 */
public record Evidence(
        String runId,
        List<SourceEvidence> sources,
        Map<String, Long> unacknowledged,
        Map<String, List<SequenceReport>> sequences,
        List<String> problems) {

    public Evidence {
        sources = sources.stream()
                .sorted((a, b) -> a.source().compareTo(b.source()))
                .toList();
    }

    SourceEvidence source(Source source) {
        return sources.stream()
                .filter(evidence -> evidence.source() == source)
                .findFirst()
                .orElse(null);
    }
}
