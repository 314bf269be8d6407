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
 * provision} as processes of their own on this machine. Gives the rate, the refused calls of the mailbox, and how the memory
 * of provisioner and provider stood after a quarter and at the end.
 */
final class ProvisionRow implements Row {
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
        try (Broker broker = lab.broker();
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
                return figures(provisioner, provider);
            }
        }
    }

    private Map<String, Object> figures(Service provisioner, Service provider)
            throws IOException, InterruptedException {
        String[] early = null;
        String[] late = null;
        while (!provisioner.awaitEnd(500, TimeUnit.MILLISECONDS)) {
            String[] now = {provisioner.residentMegabytes(), provider.residentMegabytes()};
            early = early == null && provisioner.output().contains(" accounts ready") && share(provisioner) > 0.25
                    ? now
                    : early;
            late = now[0].isEmpty() ? late : now;
        }
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
        figures.put("mailbox calls/s that went through", round((calls - refused) / seconds));
        if (mailboxPerSecond > 0) {
            figures.put("of the limit, %", round(100 * (calls - refused) / seconds / mailboxPerSecond));
        }
        figures.put("mailbox calls refused, %", round(100.0 * refused / calls));
        figures.put("provisioner MB at a quarter, at the end", early == null ? "-" : early[0] + ", " + late[0]);
        figures.put("provider MB at a quarter, at the end", early == null ? "-" : early[1] + ", " + late[1]);
        return figures;
    }

    /** Of the accounts that are ready, by the last line that says so. */
    private double share(Service provisioner) throws IOException {
        Matcher lines = Pattern.compile("(\\d+) of \\d+ accounts ready").matcher(provisioner.output());
        double share = 0;
        while (lines.find()) {
            share = Double.parseDouble(lines.group(1)) / accounts;
        }
        return share;
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
