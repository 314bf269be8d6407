package io.tokenweir.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.threshold.Threshold;
import io.tokenweir.common.threshold.ThresholdResult;
import io.tokenweir.events.Distribution;
import io.tokenweir.events.RunResult;
import io.tokenweir.report.check.CheckResult;
import io.tokenweir.report.check.CheckTable;
import io.tokenweir.topics.Topic;

/**
 * Follows a continuous run on this machine: checks each segment as it ends, says in a line what became of it, and deletes what
 * is no longer kept. Owns a thread; one segment at a time, in order.
 */
final class SegmentWatch {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentWatch.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(300);

    private final RunFolder run;
    private final KafkaSettings settings;
    private final Map<String, List<Topic>> sinks;
    private final String metricsUrl;
    private final ScenarioFile scenario;
    private final List<Threshold> thresholds;
    private final List<ThresholdResult> judged = new ArrayList<>();
    private final SegmentRetention retention;
    private final Consumer<String> say;
    private final Thread thread = new Thread(this::follow, "weir-segments");
    private volatile boolean over;
    private int next;
    private int unequal;

    /** @param sinks consumer groups that each segment's check waits for */
    SegmentWatch(
            RunFolder run,
            KafkaSettings settings,
            Map<String, List<Topic>> sinks,
            String metricsUrl,
            ScenarioFile scenario,
            List<Threshold> thresholds,
            Integer keepSegments,
            Consumer<String> say) {
        this.run = run;
        this.settings = settings;
        this.sinks = sinks;
        this.metricsUrl = metricsUrl;
        this.scenario = scenario;
        this.thresholds = thresholds;
        this.retention = new SegmentRetention(run, keepSegments);
        this.say = say;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The load has ended: sees to the segments that are left; the exit code of the command. */
    int finish() throws InterruptedException {
        over = true;
        thread.join();
        say.accept("");
        say.accept("Run " + run.id() + ": " + next + (next == 1 ? " segment, " : " segments, ")
                + (unequal == 0 ? "the ledger equal in every one." : unequal + " of them with an unequal ledger."));
        if (next > 0) {
            say.accept("  check again   ./weir verify " + run.id() + " --segment " + (next - 1));
            say.accept("  runbook       ./weir report " + run.id() + " --segment " + (next - 1));
        }
        return unequal > 0 ? ExitCode.FAILED : ExitCode.PASSED;
    }

    /** What became of the thresholds in every segment; after {@link #finish}. */
    List<ThresholdResult> judged() {
        return judged;
    }

    private void follow() {
        try {
            while (true) {
                boolean last = over;
                int from = next;
                while (MeterResult.isThere(run.inSegment(next))) {
                    next++;
                }
                if (next > from) {
                    // what the newest needs to be there, the older ones have too
                    new Finale(run.inSegment(next - 1), settings).awaitSinks(sinks);
                }
                for (int segment = from; segment < next; segment++) {
                    ended(segment);
                }
                if (last) {
                    return;
                }
                Thread.sleep(LOOK_EVERY.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ended(int segment) throws InterruptedException {
        try {
            Finale finale = new Finale(run.inSegment(segment), settings);
            CheckResult check = finale.checkWhenSettled(metricsUrl);
            Collection<RunResult> results = finale.results();
            say.accept(line(segment, Finale.ofRun(results)) + " " + check.line());
            if (!check.equal()) {
                unequal++;
                say.accept(CheckTable.render(check));
            }
            List<ThresholdResult> ofSegment = finale.judge(scenario, thresholds, results);
            ThresholdText.notPassed(ofSegment).forEach(sentence -> say.accept("  " + sentence));
            ofSegment.forEach(one -> judged.add(one.inSegment(segment)));
            retention.after(segment);
        } catch (RuntimeException e) {
            unequal++;
            LOG.atError().addKeyValue("segment", segment).log("A segment could not be checked", e);
            say.accept("Segment " + segment + " could not be checked: " + e.getMessage());
        }
    }

    private String line(int segment, RunResult result) {
        MeterResult meter = MeterResult.read(run.inSegment(segment)).orElseThrow();
        long start = meter.load().startedMicros();
        Distribution ttft = result.getTotals().getTtft();
        return String.format(
                Locale.ROOT,
                "Segment %d  %s to %s%s: %s; TTFT p50 %s, p99 %s.",
                segment,
                SegmentLine.clock(start),
                SegmentLine.clock(start + meter.load().durationNanos() / 1_000),
                meter.cutShort() ? " (partial)" : "",
                outcomes(result),
                millis(ttft.getP50Nanos()),
                millis(ttft.getP99Nanos()));
    }

    private static String outcomes(RunResult result) {
        return result.getTotals().getRequests().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(count -> String.format(Locale.ROOT, "%,d %s", count.getValue(), count.getKey()))
                .reduce((first, second) -> first + ", " + second)
                .orElse("no requests");
    }

    private static String millis(Long nanos) {
        return Optional.ofNullable(nanos)
                .map(value -> String.format(Locale.ROOT, "%.0f ms", value / 1e6))
                .orElse("-");
    }
}
