package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThreadPriorityTest {
    private Process process;

    @BeforeEach
    void aProcessOfItsOwn() throws IOException {
        assumeTrue(ThreadPriority.isSupported(), "Thread priorities need Linux with renice.");
        process = new ProcessBuilder("cat").start();
    }

    @AfterEach
    void endIt() {
        if (process != null) {
            process.destroy();
        }
    }

    @Test
    void aLoweredProcessWaitsBehindOthers() throws IOException {
        ThreadPriority.lower(process.pid(), name -> false);

        assertThat(nice()).isEqualTo(10);
    }

    @Test
    void aThreadWhoseNameIsKeptStaysAsItIs() throws IOException {
        int before = nice();

        ThreadPriority.lower(process.pid(), name -> name.equals("cat") || name.equals("java"));

        assertThat(nice()).isEqualTo(before);
    }

    @Test
    void aThreadCanBeMadeToRunOnlyWhenNothingElseDoes() throws IOException {
        assumeTrue(ThreadPriority.canWaitForIdle(), "Scheduling policies need Linux with chrt.");

        ThreadPriority.onlyWhenIdle(process.pid(), name -> false);

        assertThat(policy()).as("SCHED_IDLE").isEqualTo(5);
    }

    @Test
    void aKeptThreadKeepsItsPolicy() throws IOException {
        assumeTrue(ThreadPriority.canWaitForIdle(), "Scheduling policies need Linux with chrt.");

        ThreadPriority.onlyWhenIdle(process.pid(), name -> name.equals("cat") || name.equals("java"));

        assertThat(policy()).as("SCHED_OTHER").isZero();
    }

    private int policy() throws IOException {
        return stat(40);
    }

    private int nice() throws IOException {
        return stat(18);
    }

    /** A field of stat, the first 0; the second, the name, has no blanks here. */
    private int stat(int field) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        return Integer.parseInt(stat.split(" ")[field]);
    }
}
