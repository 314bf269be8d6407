package io.tokenweir.report.certificate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.tokenweir.common.expect.Expectations;
import io.tokenweir.common.expect.LoadAt;
import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.report.ReportException;
import io.tokenweir.report.Sha256;
import io.tokenweir.report.read.ParquetRows;
import io.tokenweir.report.read.TopicScan;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

/**
 * Makes the certificate of a run from its events, in the topics or in the Parquet objects made of them; the same from both. Blocks;
 * memory grows with the number of requests.
 */
public final class Certifier {
    private static final String APPLICATION = "http";

    private Certifier() {}

    /** Throws {@link ReportException} when the topic cannot be read, and {@link IllegalArgumentException} when nothing is expected. */
    public static Testimony fromTopics(RunToJudge run, KafkaSettings settings) {
        AvroWire wire = AvroWire.of(settings.client("weir-certificate"));
        EvidenceLog log = new EvidenceLog();
        TopicScan.read(settings, settings.topic(Topic.REQUESTS), record -> {
            RequestEvent event = wire.decode(record.value(), RequestEvent.class);
            if (event != null && run.has(event.getHeader().getRunId())) {
                log.add(event, new Place(record.topic(), record.partition(), record.offset()));
            }
        });
        return testify(run, log.evidence(), settings.topic(Topic.REQUESTS));
    }

    /** The same, from the objects below a folder. @param topicPrefix before every topic's name, or empty */
    public static Testimony fromParquet(RunToJudge run, Path root, String topicPrefix) {
        String topic = Topic.REQUESTS.name(topicPrefix);
        EvidenceLog log = new EvidenceLog();
        ParquetRows.read(root, topic, RequestEvent.class, (place, offset, event) -> {
            if (run.has(event.getHeader().getRunId())) {
                int partition = Integer.parseInt(place.substring(place.lastIndexOf('-') + 1));
                log.add(event, new Place(topic, partition, offset));
            }
        });
        return testify(run, log.evidence(), topic);
    }

    static Testimony testify(RunToJudge run, RunEvidence read, String topic) {
        Expectations expected = Expectations.of(run.expecting())
                .orElseThrow(() -> new IllegalArgumentException(
                        "The scenario " + run.expecting().name()
                                + " expects nothing; write an 'expect' into it, or name another with --scenario."));
        RunEvidence evidence = read.with(LedgerHash.gaps(run.ledger(), read.digests(), topic));
        boolean application = APPLICATION.equals(run.expecting().target().api());
        Judge.Judgement judgement =
                Judge.of(evidence, expected, run.onset(), application, whose(run.expecting(), evidence.hasTap()));
        return new Testimony(
                run.runId(),
                Sha256.hex(run.scenarioText()),
                LedgerHash.of(run.ledger()),
                evidence.digests(),
                retries(run.expecting()),
                judgement.at(),
                ClauseVerdict.of(
                        judgement.clauses().stream().map(Clause::verdict).toList()),
                judgement.clauses(),
                judgement.audit());
    }

    /** @param control what the same scenario says with naive retries; null when it was not played */
    public static Certificate certificate(Testimony run, Testimony control, String software) {
        List<String> remarks = new ArrayList<>(run.audit().remarks());
        if (control != null && !control.scenarioSha256().equals(run.scenarioSha256())) {
            remarks.add("The control run played the scenario with other retries.");
        }
        return CertificateJson.sealed(new Certificate(
                Certificate.FORMAT, software, run.verdict(), sentence(run), run, control, remarks, null));
    }

    /** The onset that a certificate was made with; null when there was none. */
    public static WallOnset onset(Testimony written) {
        LoadPoint at = written.at();
        if (at.declared() == null
                || at.load() == null
                || !LoadAt.parse(at.declared()).needsOnset()) {
            return null;
        }
        LoadAt.Axis axis = Arrays.stream(LoadAt.Axis.values())
                .filter(one -> one.text().equals(at.axis()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The certificate names an axis '" + at.axis() + "' that nothing is counted in."));
        return new WallOnset(axis, at.load() / LoadAt.parse(at.declared()).number(), at.from());
    }

    private static String sentence(Testimony run) {
        String names = run.clauses().stream()
                .filter(clause -> clause.verdict() == run.verdict())
                .map(Clause::name)
                .collect(Collectors.joining(", "));
        return switch (run.verdict()) {
            case PASSED -> "All " + run.clauses().size() + " expectations were met.";
            case FAILED -> "Not met: " + names + ".";
            case UNPROVEN -> "Not proven, and so not passed: " + names + ".";
        };
    }

    private static String whose(ScenarioFile scenario, boolean tap) {
        if (tap) {
            return "the application between the users and the tap";
        }
        return APPLICATION.equals(scenario.target().api())
                ? "the application, as its users saw it; no tap saw its upstream calls"
                : "the generator's own virtual users (retry: " + retries(scenario) + "), not an application";
    }

    private static String retries(ScenarioFile scenario) {
        return scenario.scenarios().values().stream()
                .map(load ->
                        load.reaction().retry().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
