package io.tokenweir.common.scenario;

import java.time.Duration;

/**
 * Token buckets of each key, for requests and for tokens, by which the client keeps below the server's limits.
 *
 * @param requestsPerMinute what the key may; null: what the server's headers say
 * @param tokensPerMinute likewise
 * @param follow whether the rate-limit headers of answers correct the buckets
 * @param headroom share of the limits that is left unused
 * @param burst how long an unused key saves up
 * @param deadline a request that would have to wait longer for its key is shed
 */
public record KeyBucketSpec(
        Double requestsPerMinute,
        Double tokensPerMinute,
        Boolean follow,
        Double headroom,
        Duration burst,
        Duration deadline) {
    public KeyBucketSpec {
        follow = follow == null || follow;
        headroom = headroom == null ? 0.05 : headroom;
        burst = burst == null ? Duration.ofSeconds(1) : burst;
        deadline = deadline == null ? Duration.ofSeconds(60) : deadline;
    }
}
