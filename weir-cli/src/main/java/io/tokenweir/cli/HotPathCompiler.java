package io.tokenweir.cli;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.load.summary.MeasuredSpan;

/**
 * Has the JVM's second compiler work on the measured path only.
 *
 * <p>Its code for reading a stream costs half of the first compiler's; but left alone it spends seconds of a core on everything
 * else that a run does in its first minute, and takes them from the event loops. The launcher asks for it with
 * {@code -Dweir.compile=hot-path}; elsewhere, and on JVMs that know no such directives, nothing is changed.
 */
final class HotPathCompiler {
    private static final Logger LOG = LoggerFactory.getLogger(HotPathCompiler.class);
    private static final String DIRECTIVES = "/compiler/hot-path.json";

    private HotPathCompiler() {}

    static void applyIfAsked() {
        if (isAsked()) {
            try {
                LOG.debug("{}", apply());
            } catch (IOException | JMException e) {
                LOG.info("The second compiler cannot be told what to compile: {}", e.toString());
            }
        }
    }

    /**
     * From the beginning of the measured span on, the second compiler has a core only while nothing else wants it: else a loop,
     * or a server of this machine, waits up to 3 ms behind a compilation, even where another core is idle. A warm-up that the
     * scenario asks for is its own, because a load that fills the cores would leave it nothing later. The first compiler, whose
     * work is short, goes on as ever: a load that filled the cores would else run uncompiled, and so fill them.
     */
    static void waitBehindTheLoad(ScenarioFile scenario) {
        if (isAsked()) {
            CompletableFuture.delayedExecutor(MeasuredSpan.of(scenario).fromNanos(), TimeUnit.NANOSECONDS)
                    .execute(ThreadPriority::compileWhenIdle);
        }
    }

    private static boolean isAsked() {
        return "hot-path".equals(System.getProperty("weir.compile"));
    }

    /** Adds the directives; gives what the JVM says to them. */
    private static String apply() throws IOException, JMException {
        Path file = Files.createTempFile("weir-compiler", ".json");
        try (InputStream directives = HotPathCompiler.class.getResourceAsStream(DIRECTIVES)) {
            Files.copy(directives, file, StandardCopyOption.REPLACE_EXISTING);
            return (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "compilerDirectivesAdd",
                            new Object[] {new String[] {file.toString()}},
                            new String[] {String[].class.getName()});
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
