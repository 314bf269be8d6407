package io.tokenweir.load.summary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What measured, and where: two runs whose setups differ are compared with a warning.
 *
 * @param tokenweir version
 * @param host name of the machine, or empty when it does not say
 * @param cpu name of the processor, or its architecture
 * @param cores that the process may use
 */
public record Setup(String tokenweir, String java, String os, String host, String cpu, int cores) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Path HOST = Path.of("/proc/sys/kernel/hostname");

    /** Of this process. */
    public static Setup here(String version) {
        return new Setup(
                version,
                System.getProperty("java.runtime.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                first(HOST, ""),
                processor(),
                Runtime.getRuntime().availableProcessors());
    }

    private static String processor() {
        String line = first(PROCESSORS, "model name");
        return line.isEmpty()
                ? System.getProperty("os.arch")
                : line.substring(line.indexOf(':') + 1).strip();
    }

    private static String first(Path file, String beginning) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(beginning)).findFirst().orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
