package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineChecksTest {
    @Test
    void refusesAJavaThatIsTooOldAndSaysWhatToInstall() {
        MachineChecks.Finding finding = MachineChecks.jdk(11);

        assertThat(finding.level()).isEqualTo(MachineChecks.Level.BAD);
        assertThat(finding.sentence()).contains("install a JDK 17");
    }

    @Test
    void tellsHowManyOpenFilesTheStreamsNeed() {
        assertThat(MachineChecks.descriptors(1024, 300).sentence()).contains("ulimit -n 1600");
        assertThat(MachineChecks.descriptors(1_048_576, 300).level()).isEqualTo(MachineChecks.Level.OK);
    }

    @Test
    void warnsOfABusyMachine() {
        assertThat(MachineChecks.cores(2, 1.9).level()).isEqualTo(MachineChecks.Level.WARN);
        assertThat(MachineChecks.cores(2, 0.2).level()).isEqualTo(MachineChecks.Level.OK);
    }

    @Test
    void refusesAMachineWithoutMemory() {
        assertThat(MachineChecks.memory(1L << 30, 8L << 30).level()).isEqualTo(MachineChecks.Level.BAD);
    }
}
