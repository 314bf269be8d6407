package io.tokenweir.connect.prometheus;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tokenweir.connect.prometheus.TimedSamples.Placed;

/**
 * Sends samples in the newest version of remote write that the server takes. A server that does not know 2.0 says so with
 * 415, or, being older than that rule, takes the message, finds nothing in it that it knows, and does not say what it wrote:
 * then the same samples go again by 1.0, and so does everything after them. One thread.
 */
final class Negotiator {
    /** Which versions may be used. */
    enum Choice {
        AUTO,
        ONE,
        TWO;

        static Choice of(String setting) {
            return setting.equals("1") ? ONE : setting.equals("2") ? TWO : AUTO;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Negotiator.class);
    private static final int NOT_SPOKEN = 415;
    /** What other servers answer to a message that they cannot read; believed only until 2.0 has worked once. */
    private static final Set<Integer> PERHAPS_NOT_SPOKEN = Set.of(400, 406, NOT_SPOKEN, 501);

    private static final long METADATA_EVERY_MILLIS = Duration.ofMinutes(1).toMillis();

    private final Answer.Target target;
    private final Choice choice;
    private final MetricNaming naming;
    private final LongSupplier clock;
    private final Set<Family> described = new HashSet<>();
    private long describedSince;
    private boolean spoken;
    private boolean warned;
    private Protocol protocol;

    Negotiator(Answer.Target target, Choice choice, MetricNaming naming, LongSupplier clock) {
        this.target = target;
        this.choice = choice;
        this.naming = naming;
        this.clock = clock;
        protocol = choice == Choice.ONE ? Protocol.ONE : Protocol.TWO;
    }

    Answer send(List<Placed> samples) {
        if (protocol == Protocol.TWO) {
            Answer answer = target.post(Protocol.TWO, SymbolRequest.encode(samples));
            if (isSpoken(answer)) {
                compare(answer, samples);
                return answer;
            }
            fallBack(answer);
        }
        Map<String, Family> metadata = metadata(samples);
        Answer answer = target.post(Protocol.ONE, WriteRequest.encode(samples, metadata));
        if (answer.isTaken()) {
            described.addAll(metadata.values());
        }
        return answer;
    }

    private boolean isSpoken(Answer answer) {
        if (answer.written() != null) {
            spoken = true;
            return true;
        }
        if (answer.isTaken() || answer.status() == NOT_SPOKEN) {
            return false;
        }
        return spoken || !PERHAPS_NOT_SPOKEN.contains(answer.status());
    }

    private void fallBack(Answer answer) {
        if (choice == Choice.TWO) {
            throw new ConnectException("The server takes no remote write 2.0 (it answered " + answer.status()
                    + "); start Prometheus from 3.0 on with --web.remote-write-receiver.accepted-protobuf-messages="
                    + "io.prometheus.write.v2.Request, or set remote.write.protocol=auto.");
        }
        protocol = Protocol.ONE;
        LOG.info(
                "The server takes no remote write 2.0 (it answered {}); going on with 1.0, without the times since when"
                        + " counters count",
                answer.status());
    }

    private void compare(Answer answer, List<Placed> samples) {
        if (!answer.isTaken() || warned) {
            return;
        }
        long histograms =
                samples.stream().filter(placed -> placed.sample().isHistogram()).count();
        long others = samples.size() - histograms;
        if (answer.written().samples() < others || answer.written().histograms() < histograms) {
            warned = true;
            LOG.warn(
                    "The server took a request of {} samples and {} histograms but says that it wrote less ({}); where"
                            + " histograms are missing, set remote.write.histograms=classic (told once)",
                    others,
                    histograms,
                    answer.written());
        }
    }

    private Map<String, Family> metadata(List<Placed> samples) {
        long now = clock.getAsLong();
        if (now - describedSince >= METADATA_EVERY_MILLIS) {
            described.clear();
            describedSince = now;
        }
        Map<String, Family> metadata = new HashMap<>();
        for (Placed placed : samples) {
            Family family = placed.sample().series().family();
            if (!described.contains(family)) {
                metadata.put(naming.metric(family), family);
            }
        }
        return metadata;
    }
}
