/**
 * The Kafka Streams topology: events to windows and run results, exact and live.
 *
 * <p>Stage 1 ({@code PartialAggregation} in the shell {@code PartialAggregator}) sums up one input partition by second and
 * closes a second when the low watermarks of all sources have passed it. Stage 2 ({@code Finalisation} in {@code Finaliser})
 * adds the partials of all input partitions up by series, judges the second, and rolls it into 10 s, 60 s and the run. The
 * two stages are functions of events and of {@code StateMap}s; {@code WriteBehindStore} keeps those in changelogs.
 *
 * <p>Three branches share the clockwork and stage 2: requests and tokens, the steps of accounts, and the target's own metrics.
 * Each is a {@code Branch} of a run with ticks, watermarks and an end of its own. What the two beside the requests add to
 * which series is said by {@code AccountFeed} and {@code SystemFeed}, in the shell {@code SideAggregator}.
 */
package io.tokenweir.streams;
