import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM's heap holds once its garbage is gone, by the JDK's {@code jcmd}. */
final class LiveHeap {
    private static final Pattern GENERATION = Pattern.compile("(?:def new|tenured) generation .* used (\\d+)K");

    private LiveHeap() {}

    /** Negative when the process has ended. */
    static double megabytes(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        long kilobytes = 0;
        boolean found = false;
        for (String line : jcmd(pid, "GC.heap_info").lines().toList()) {
            Matcher generation = GENERATION.matcher(line);
            if (generation.find()) {
                kilobytes += Long.parseLong(generation.group(1));
                found = true;
            }
        }
        return found ? Math.round(kilobytes / 102.4) / 10.0 : -1;
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), "" + pid, command))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
