package io.tokenweir.connect.prometheus;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tokenweir.connect.Fault;
import io.tokenweir.connect.SettingChecks;

/** How the settings of the Prometheus sink go together, and whether receivers take a request of no samples. */
final class PrometheusChecks extends SettingChecks {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int BAD_REQUEST = 400;
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
        if (config.writesRemotely()
                && URI.create(config.getString(PrometheusSinkSettings.REMOTE_URL))
                                .getUserInfo()
                        != null) {
            faults.add(new Fault(
                    PrometheusSinkSettings.REMOTE_URL,
                    "The URL holds credentials, which Connect shows to everyone; move them to "
                            + PrometheusSinkSettings.REMOTE_USER + " and " + PrometheusSinkSettings.REMOTE_PASSWORD
                            + "."));
        }
        if (config.exportsOtlp()) {
            OtlpSettings.headers(config.getPassword(OtlpSettings.HEADERS).value());
            if (URI.create(OtlpSettings.endpoint(config.getString(OtlpSettings.ENDPOINT)))
                            .getUserInfo()
                    != null) {
                faults.add(new Fault(
                        OtlpSettings.ENDPOINT,
                        "The URL holds credentials, which Connect shows to everyone; move them to "
                                + OtlpSettings.HEADERS + "."));
            }
        }
        return faults;
    }

    @Override
    protected List<Fault> remote(Map<String, String> settings) throws InterruptedException {
        PrometheusSinkConfig config = new PrometheusSinkConfig(settings);
        List<Fault> faults = new ArrayList<>();
        if (config.writesRemotely()) {
            Answer answer = config.remoteWriteClient().post(Protocol.ONE, NO_SAMPLES);
            judge(
                            config.getString(PrometheusSinkSettings.REMOTE_URL),
                            answer.status(),
                            answer.text(),
                            new Keys(PrometheusSinkSettings.REMOTE_URL, credentials(config)),
                            "mend the path (Prometheus: /api/v1/write, and it must run with"
                                    + " --web.enable-remote-write-receiver)")
                    .ifPresent(faults::add);
        }
        if (config.exportsOtlp()) {
            String url = OtlpSettings.endpoint(config.getString(OtlpSettings.ENDPOINT));
            judge(
                            url,
                            otlpStatus(config, url),
                            "",
                            new Keys(OtlpSettings.ENDPOINT, OtlpSettings.HEADERS),
                            "mend the path (usually /v1/metrics)")
                    .ifPresent(faults::add);
        }
        return faults;
    }

    /** Where a fault of the address, and one of the credentials, is shown. */
    private record Keys(String address, String credentials) {}

    private static Optional<Fault> judge(String url, int status, String text, Keys keys, String mendThePath) {
        if (status == 0) {
            return Optional.of(
                    new Fault(keys.address(), url + " does not answer; start the server, or mend host and port."));
        }
        String said = url + " answered " + status + (text.isEmpty() ? "" : " (" + text + ")");
        return switch (status) {
            case 401, 403 -> Optional.of(new Fault(keys.credentials(), said + "; mend the credentials."));
            case 404, 405 -> Optional.of(new Fault(keys.address(), said + "; " + mendThePath + "."));
            default ->
                refused(status)
                        ? Optional.of(
                                new Fault(keys.address(), said + " to a request without samples; it takes none now."))
                        : Optional.empty();
        };
    }

    /** Of a request that holds nothing, which in protobuf is no bytes at all; 0 when no answer came. */
    private static int otlpStatus(PrometheusSinkConfig config, String url) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(ANSWER)
                .header("Content-Type", "application/x-protobuf")
                .POST(HttpRequest.BodyPublishers.noBody());
        OtlpSettings.headers(config.getPassword(OtlpSettings.HEADERS).value()).forEach(request::header);
        try {
            return HttpClient.newHttpClient()
                    .send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /** A receiver may refuse a request without samples as such (400): then it is one. */
    private static boolean refused(int status) {
        return status >= Answer.SERVER_ERROR || status >= 300 && status != BAD_REQUEST;
    }

    private static String credentials(PrometheusSinkConfig config) {
        return config.getPassword(PrometheusSinkSettings.REMOTE_TOKEN).value().isEmpty()
                ? PrometheusSinkSettings.REMOTE_USER
                : PrometheusSinkSettings.REMOTE_TOKEN;
    }
}
