package io.tokenweir.connect.prometheus;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.tokenweir.connect.Fault;
import io.tokenweir.connect.SettingChecks;

/** How the settings of the Prometheus sink go together, and whether the receiver takes a write (of no samples). */
final class PrometheusChecks extends SettingChecks {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;
    private static final byte[] NO_SAMPLES = {};

    PrometheusChecks() {
        super(PrometheusSinkConfig.DEFINITION, PATIENCE);
    }

    @Override
    protected String remoteKey() {
        return PrometheusSinkSettings.REMOTE_URL;
    }

    @Override
    protected boolean hasEffect(String key, Map<String, Object> parsed) {
        if (key.startsWith("otlp.") && !key.equals(OtlpSettings.ENDPOINT)) {
            return !"".equals(parsed.get(OtlpSettings.ENDPOINT));
        }
        return !key.startsWith("remote.write.")
                || key.equals(PrometheusSinkSettings.REMOTE_URL)
                || !"".equals(parsed.get(PrometheusSinkSettings.REMOTE_URL));
    }

    @Override
    protected List<Fault> together(Map<String, String> settings) {
        PrometheusSinkConfig config = new PrometheusSinkConfig(settings);
        List<Fault> faults = new ArrayList<>();
        String user = config.getString(PrometheusSinkSettings.REMOTE_USER);
        boolean password = !config.getPassword(PrometheusSinkSettings.REMOTE_PASSWORD)
                .value()
                .isEmpty();
        boolean token =
                !config.getPassword(PrometheusSinkSettings.REMOTE_TOKEN).value().isEmpty();
        if (token && !user.isEmpty()) {
            faults.add(new Fault(
                    PrometheusSinkSettings.REMOTE_TOKEN,
                    "Both a bearer token and a user are set, but a request carries one of them; remove "
                            + PrometheusSinkSettings.REMOTE_TOKEN + " or " + PrometheusSinkSettings.REMOTE_USER + "."));
        }
        if (user.isEmpty() && password) {
            faults.add(new Fault(
                    PrometheusSinkSettings.REMOTE_USER,
                    "There is a password but no user; set " + PrometheusSinkSettings.REMOTE_USER + "."));
        }
        if (!user.isEmpty() && !password) {
            faults.add(new Fault(
                    PrometheusSinkSettings.REMOTE_PASSWORD,
                    "There is a user but no password; set " + PrometheusSinkSettings.REMOTE_PASSWORD + "."));
        }
        if (config.writesRemotely()) {
            if (URI.create(config.getString(PrometheusSinkSettings.REMOTE_URL)).getUserInfo() != null) {
                faults.add(new Fault(
                        PrometheusSinkSettings.REMOTE_URL,
                        "The URL holds credentials, which Connect shows to everyone; move them to "
                                + PrometheusSinkSettings.REMOTE_USER + " and " + PrometheusSinkSettings.REMOTE_PASSWORD
                                + "."));
            }
        }
        return faults;
    }

    @Override
    protected List<Fault> remote(Map<String, String> settings) {
        PrometheusSinkConfig config = new PrometheusSinkConfig(settings);
        if (!config.writesRemotely()) {
            return List.of();
        }
        Answer answer = config.remoteWriteClient().post(Protocol.ONE, NO_SAMPLES);
        int status = answer.status();
        String url = config.getString(PrometheusSinkSettings.REMOTE_URL);
        if (status == 0) {
            return at(
                    PrometheusSinkSettings.REMOTE_URL,
                    url + " does not answer; start the server, or mend host and port.");
        }
        String said = url + " answered " + status + (answer.text().isEmpty() ? "" : " (" + answer.text() + ")");
        return switch (status) {
            case 401, 403 -> at(credentials(config), said + "; mend the credentials.");
            case 404, 405 ->
                at(
                        PrometheusSinkSettings.REMOTE_URL,
                        said + "; mend the path (Prometheus: /api/v1/write, and it must run with"
                                + " --web.enable-remote-write-receiver).");
            default ->
                refused(status)
                        ? at(
                                PrometheusSinkSettings.REMOTE_URL,
                                said + " to a write without samples; it does not take remote writes now.")
                        : List.of();
        };
    }

    /** A receiver may refuse a request without samples as such (400): then it is one. */
    private static boolean refused(int status) {
        return status >= SERVER_ERROR || status >= 300 && status != BAD_REQUEST;
    }

    private static String credentials(PrometheusSinkConfig config) {
        return config.getPassword(PrometheusSinkSettings.REMOTE_TOKEN).value().isEmpty()
                ? PrometheusSinkSettings.REMOTE_USER
                : PrometheusSinkSettings.REMOTE_TOKEN;
    }

    private static List<Fault> at(String key, String sentence) {
        return List.of(new Fault(key, sentence));
    }
}
