package io.tokenweir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Lets the threads of a process wait behind others when the machine is short of cores.
 *
 * <p>A meter that shares two cores with the pipe behind it wakes late whenever both are busy; with the pipe at nice 10, the
 * Linux scheduler lets the meter in first (300 streams on 2 cores, one run each: 35 of 54 windows valid and 1 invalid, with
 * nice 5 6 valid and 13 invalid). The price: where other work fills the machine, results come late. Linux keeps the value per thread and
 * hands it on to threads that a thread starts. Needs no privilege; other systems, and Linux without {@code renice}, go on
 * without it.
 */
final class ThreadPriority {
    private static final String NICE = "10";
    private static final String EACH_THREAD = "for thread; do chrt --idle --pid 0 $thread; done";
    /** As Linux keeps it; there may be several threads of that name. */
    private static final String SECOND_COMPILER = "C2 CompilerThre";

    private static final Path PROC = Path.of("/proc");

    private ThreadPriority() {}

    /** Whether {@link #lower} can do anything here. */
    static boolean isSupported() {
        return hasTool("renice");
    }

    /** Whether {@link #onlyWhenIdle} can do anything here. */
    static boolean canWaitForIdle() {
        return hasTool("chrt");
    }

    private static boolean hasTool(String name) {
        return Files.isDirectory(PROC.resolve("self/task"))
                && Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    /**
     * Lowers all threads of a process that there are now, except those whose name (of which Linux keeps 15 characters) is
     * kept.
     */
    static void lower(long pid, Predicate<String> kept) {
        if (!isSupported()) {
            return;
        }
        run(List.of("renice", "-n", NICE, "-p"), pid, kept);
    }

    /**
     * From now on those threads of a process whose name is not kept have a core only while nothing else wants it, and leave it
     * at once when something does: a niced thread may go on for its slice of 1.5 to 3 ms. Without privilege there is no way back.
     */
    static void onlyWhenIdle(long pid, Predicate<String> kept) {
        if (canWaitForIdle()) {
            run(List.of("sh", "-c", EACH_THREAD, "chrt"), pid, kept);
        }
    }

    /** From now on this process' second compiler has a core only while nothing else wants it. */
    static void compileWhenIdle() {
        onlyWhenIdle(ProcessHandle.current().pid(), name -> !SECOND_COMPILER.equals(name));
    }

    private static void run(List<String> command, long pid, Predicate<String> kept) {
        try {
            List<String> all = new ArrayList<>(command);
            all.addAll(threads(PROC.resolve(Long.toString(pid)).resolve("task"), kept));
            Process change = new ProcessBuilder(all)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            change.waitFor(2, TimeUnit.SECONDS);
        } catch (IOException e) {
            // The run goes on at equal priority; its windows say what that costs.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> threads(Path tasks, Predicate<String> kept) throws IOException {
        List<String> ids = new ArrayList<>();
        try (Stream<Path> all = Files.list(tasks)) {
            for (Path task : all.toList()) {
                if (!kept.test(name(task))) {
                    ids.add(task.getFileName().toString());
                }
            }
        }
        return ids;
    }

    /** Empty when the thread has just ended; renice passes over it. */
    private static String name(Path task) {
        try {
            return Files.readString(task.resolve("comm")).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
