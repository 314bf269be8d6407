package io.tokenweir.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description = "Tells what would spoil a run here, and how to mend it.",
        mixinStandardHelpOptions = true,
        footer = {"%nExit code 1 when something would stop a run; what would only bend its numbers is a warning."})
final class DoctorCommand implements Callable<Integer> {
    @Option(
            names = "--vus",
            defaultValue = "300",
            paramLabel = "N",
            description = "Concurrent streams that are wanted (default: ${DEFAULT-VALUE}).")
    private int virtualUsers;

    @Override
    public Integer call() {
        List<MachineChecks.Finding> findings = MachineChecks.all(virtualUsers, Path.of("."));
        for (MachineChecks.Finding finding : findings) {
            System.out.printf("%-5s %-8s %s%n", finding.level().text(), finding.topic(), finding.sentence());
        }
        boolean blocked = findings.stream().anyMatch(f -> f.level() == MachineChecks.Level.BAD);
        return blocked ? ExitCode.FAILED : ExitCode.PASSED;
    }
}
