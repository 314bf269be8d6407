package io.tokenweir.report.certificate;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What the application, or the generator's own virtual users, did at the edge: from both sides where there was a tap.
 * Figures that could not be had are null.
 *
 * @param whose whose reaction it is, in words
 * @param tap whether upstream calls were seen by a tap; without it, they are the generator's own attempts
 * @param userRequests that ended, after the load reached the point in question
 * @param upstreamCalls that were seen of them
 * @param links how the upstream calls were linked to the users' requests
 * @param traits what kind of application that is, as far as the evidence shows it
 * @param retryAfter how far what the provider asked was obeyed
 * @param fanOut upstream calls by user action, retries left out
 * @param amplification attempts by call
 * @param peakConcurrency most upstream calls that were open at once
 * @param concurrencyWhenRefused open upstream calls when the provider first refused; null when it never did
 * @param herdIndex highest 250 ms rate of upstream starts within 2 s after a reset, as a multiple of the mean; null without a reset
 * @param paths which path requests took, by its name
 * @param lies requests whose answer says something else than was seen upstream
 * @param degraded answers that the scenario's rules call lesser ones
 * @param hangs requests without an end within the user's patience
 * @param felt what the user felt
 * @param remarks what makes the audit doubtful, one sentence each
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApplicationAudit(
        String whose,
        boolean tap,
        long userRequests,
        long upstreamCalls,
        Links links,
        List<Trait> traits,
        RetryAfter retryAfter,
        Double fanOut,
        Double amplification,
        int peakConcurrency,
        Integer concurrencyWhenRefused,
        Double herdIndex,
        Map<String, PathTaken> paths,
        long lies,
        long degraded,
        long hangs,
        Felt felt,
        List<String> remarks) {

    public ApplicationAudit {
        traits = List.copyOf(traits);
        paths = Map.copyOf(paths);
        remarks = List.copyOf(remarks);
    }

    /**
     * @param byTrace upstream calls with the trace id of a user's request: certain
     * @param byHeader with its request id: certain
     * @param byContent by time and what was asked: as certain as stated
     * @param none that no user's request explains
     * @param meanCertainty over all upstream calls, those without a link counting as 0; 1 without a tap
     */
    public record Links(long byTrace, long byHeader, long byContent, long none, double meanCertainty) {}

    /**
     * @param asked refusals that asked to wait and were followed by another call for the same user's action
     * @param early how many of these came before the time
     * @param worstEarlyMillis by how much, at most
     * @param medianEarlyMillis by how much, of those that came early
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RetryAfter(long asked, long early, Double worstEarlyMillis, Double medianEarlyMillis) {}

    /**
     * @param share of the users' requests that were in need of one
     * @param firstAfterMillis from the first refusal to the first request that took it; null without a refusal before
     * @param medianMillis from a request's own first refusal, or its start, to the end of it
     * @param examples the first ones
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PathTaken(
            long requests, double share, Double firstAfterMillis, Double medianMillis, List<Example> examples) {
        public PathTaken {
            examples = List.copyOf(examples);
        }
    }

    /**
     * What the users felt from the intended start on, queue and retries included.
     *
     * @param answeredShare of their requests, lesser answers included
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Felt(
            Double ttftP50Millis, Double ttftP99Millis, Double refusedAfterP50Millis, double answeredShare) {}
}
