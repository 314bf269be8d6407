package io.tokenweir.common.scenario;

import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * What an application, or the scenario's own reaction, is expected to do at the edge: as written, read by {@code Expectations}.
 * All but one may be absent.
 *
 * @param at from which load on: {@code 1.5 x onset}, {@code 90 requests/min}, {@code 50000 tokens/min}, {@code 12 concurrent}
 * @param path which way requests go that meet the limit; one of several where a list is written
 * @param within how long it may take until they are on it
 * @param share of them that must be on it
 * @param userTtft what users may feel: {@code p(99)<3000}
 * @param earlyRetries calls that come before the time that a refusal asked for
 * @param amplification attempts by call
 * @param fanOut calls by user action
 * @param peakConcurrency calls that are open at once
 * @param hangs requests without an end
 */
public record ExpectSpec(
        String at,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<String> path,

        Duration within,
        String share,
        String userTtft,
        String earlyRetries,
        String amplification,
        String fanOut,
        String peakConcurrency,
        String hangs) {

    public ExpectSpec {
        path = path == null ? List.of() : List.copyOf(path);
    }
}
