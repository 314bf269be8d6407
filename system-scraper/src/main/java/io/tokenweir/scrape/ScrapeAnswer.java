package io.tokenweir.scrape;

import io.tokenweir.events.ScrapeFailure;

/**
 * What asking a source came to.
 *
 * @param text null when {@code failure} is not
 * @param failure null when all is well
 * @param beganNanos when it was asked, by the monotonic clock
 * @param endedNanos when the answer was complete
 */
record ScrapeAnswer(String text, ScrapeFailure failure, long beganNanos, long endedNanos) {}
