import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Phase 1 through the full path: {@code ./weir broker}, {@code ./weir simulate} (real SMTP, real HTTP) and {@code ./weir
 * provision} as processes of their own on this machine. Gives the rate, over all and from the first quarter on, the refused
 * calls of the mailbox, and what was alive on the heap of each process after a quarter and shortly before the end.
 */
final class ProvisionRow implements Row {
    private static final Pattern UNDER_WAY = Pattern.compile("(\\d+) of \\d+ accounts ready");
    private static final Pattern ENDED = Pattern.compile("(\\d+) of \\d+ accounts ready in ([\\d.]+) s.*");
    private static final Pattern MAILBOX = Pattern.compile("mailbox: (\\d+) calls, (\\d+) refused");

    private final int accounts;
    private final double mailboxPerSecond;
    private final List<String> options;

    /** @param mailboxPerSecond what the mailbox API takes; 0: no limit */
    ProvisionRow(int accounts, double mailboxPerSecond, List<String> options) {
        this.accounts = accounts;
        this.mailboxPerSecond = mailboxPerSecond;
        this.options = options;
    }

    @Override
    public Map<String, Object> run(Lab lab) throws Exception {
        Path folder = Files.createTempDirectory("provision");
        Path config = Files.writeString(
                folder.resolve("provider.yaml"),
                "signUp: {requestsPerSecond: 0, burst: 1}\n"
                        + "mail: {requestsPerSecond: " + mailboxPerSecond + ", burst: 5, delayMillis: 20, "
                        + "delayJitterMillis: 30}\n");
        try (Broker broker = lab.brokerUnbound();
                Service provider = Service.start(
                        lab.weir(),
                        folder,
                        List.of("simulate", "--config", config.toString(), "--only-issued-keys", "--port", "0",
                                "--mailbox-port", "0", "--smtp-port", "0"))) {
            List<String> command = new ArrayList<>(List.of("provision", "--batch", "bench", "--count", "" + accounts));
            command.addAll(List.of("--portal-url", provider.lineAfter("Portal")));
            command.addAll(List.of("--mailbox-url", provider.lineAfter("Mailbox")));
            command.addAll(broker.options());
            command.addAll(options);
            try (Service provisioner = Service.start(lab.weir(), folder, command)) {
                return figures(provisioner, List.of(provisioner.pid(), provider.pid(), broker.pid()));
            }
        }
    }

    private Map<String, Object> figures(Service provisioner, List<Long> processes)
            throws IOException, InterruptedException {
        List<Double> early = List.of();
        List<Double> late = List.of();
        int readyEarly = 0;
        int readySeen = 0;
        long earlyNanos = 0;
        while (!provisioner.awaitEnd(200, TimeUnit.MILLISECONDS)) {
            int now = ready(provisioner);
            if (now > readySeen && now >= accounts / 4) {
                readySeen = now;
                if (readyEarly == 0) {
                    readyEarly = now;
                    earlyNanos = System.nanoTime();
                    early = heaps(processes);
                } else {
                    late = heaps(processes);
                }
            }
        }
        long endNanos = System.nanoTime();
        Matcher ended = find(ENDED, provisioner.output());
        Matcher mailbox = find(MAILBOX, provisioner.output());
        int ready = Integer.parseInt(ended.group(1));
        double seconds = Double.parseDouble(ended.group(2));
        long calls = Long.parseLong(mailbox.group(1));
        long refused = Long.parseLong(mailbox.group(2));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("accounts ready", ready);
        figures.put("seconds", seconds);
        figures.put("accounts/s", round(ready / seconds));
        if (readyEarly > 0) {
            figures.put("accounts/s from " + readyEarly + " on", round((ready - readyEarly) * 1e9 / (endNanos - earlyNanos)));
        }
        figures.put("mailbox calls/s that went through", round((calls - refused) / seconds));
        if (mailboxPerSecond > 0) {
            figures.put("of the limit, %", round(100 * (calls - refused) / seconds / mailboxPerSecond));
        }
        figures.put("mailbox calls refused, %", round(100.0 * refused / calls));
        figures.put("live heap at " + readyEarly + ", MB (provisioner, provider, broker)", early);
        figures.put("live heap at " + readySeen + ", MB", late);
        return figures;
    }

    private static List<Double> heaps(List<Long> processes) throws IOException, InterruptedException {
        List<Double> heaps = new ArrayList<>();
        for (long pid : processes) {
            heaps.add(LiveHeap.megabytes(pid));
        }
        return heaps;
    }

    /** By the last line that says so. */
    private static int ready(Service provisioner) throws IOException {
        Matcher lines = UNDER_WAY.matcher(provisioner.output());
        int ready = 0;
        while (lines.find()) {
            ready = Integer.parseInt(lines.group(1));
        }
        return ready;
    }

    private static Matcher find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("No line of the form " + pattern + " in: " + text);
        }
        return matcher;
    }

    private static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
