package io.tokenweir.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.ledger.LedgerFile;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.scenario.ScenarioReader;
import io.tokenweir.events.PartitionLedger;
import io.tokenweir.events.RunRecord;
import io.tokenweir.events.RunRecordKind;
import io.tokenweir.report.certificate.RunToJudge;
import io.tokenweir.report.certificate.WallOnset;
import io.tokenweir.report.read.RunRecords;
import io.tokenweir.report.read.RunScope;

/** Finds the scenario and the ledger of a run that is to be judged: in weir.runs, else in its folder. */
final class JudgedRun {
    private JudgedRun() {}

    /**
     * From the cluster that holds the run.
     *
     * @param expecting a scenario file whose expectations are judged instead of the run's own; null: the run's own
     */
    static RunToJudge of(
            RunFolder folder, Set<String> tapRuns, KafkaSettings settings, Path expecting, WallOnset onset) {
        List<RunRecord> records = RunRecords.of(settings, folder.id());
        String text = records.stream()
                .filter(record -> record.getKind() == RunRecordKind.RUN_STARTED && record.getScenario() != null)
                .map(RunRecord::getScenario)
                .findFirst()
                .orElseGet(() -> scenario(folder));
        List<PartitionLedger> ledger = RunRecords.ledger(records, RunScope.run(folder.id()));
        return judged(folder, tapRuns, text, ledger.isEmpty() ? ledger(folder) : ledger, expecting, onset);
    }

    /** Where only objects are left: by what the folder of the run, or the file, says. */
    static RunToJudge ofFolder(RunFolder folder, Set<String> tapRuns, Path expecting, WallOnset onset) {
        String text = Files.exists(folder.scenario())
                ? scenario(folder)
                : expecting == null ? scenario(folder) : Text.file(expecting).content();
        return judged(folder, tapRuns, text, ledger(folder), expecting, onset);
    }

    private static RunToJudge judged(
            RunFolder folder,
            Set<String> tapRuns,
            String text,
            List<PartitionLedger> ledger,
            Path expecting,
            WallOnset onset) {
        ScenarioFile scenario = expecting == null
                ? ScenarioReader.parse("the scenario of run " + folder.id(), text)
                : ScenarioReader.read(expecting);
        return new RunToJudge(folder.id(), tapRuns, text, scenario, ledger, onset);
    }

    private static String scenario(RunFolder folder) {
        if (!Files.exists(folder.scenario())) {
            throw Failure.usage("The scenario of run " + folder.id()
                    + " is neither in the topics nor in its folder; name it with --scenario.");
        }
        return Text.file(folder.scenario()).content();
    }

    private static List<PartitionLedger> ledger(RunFolder folder) {
        return Files.exists(folder.ledger()) ? LedgerFile.read(folder.ledger()) : List.of();
    }
}
