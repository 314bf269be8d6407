package io.tokenweir.cli;

import static io.tokenweir.cli.QuickChecks.duration;
import static io.tokenweir.cli.QuickChecks.require;

import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.tokenweir.common.scenario.TargetSpec;
import io.tokenweir.common.scenario.TimeoutSpec;

/** The target that the options of the quick form name, and the way to it. Pure but for today's date. */
final class QuickTarget {
    private QuickTarget() {}

    static TargetSpec of(QuickOptions options, String url) {
        return new TargetSpec(
                url,
                options.api,
                null,
                options.provider,
                options.model,
                headers(options.headers),
                options.caFile,
                null,
                timeouts(options.timeout),
                null,
                QuickApplication.of(options),
                authorisation(options.authorisedBy, url));
    }

    private static Map<String, String> headers(List<String> given) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header : given == null ? List.<String>of() : given) {
            int colon = header.indexOf(':');
            require(colon > 0, "--header '" + header + "' is no header; write for instance --header 'X-Team: load'.");
            headers.put(
                    header.substring(0, colon).strip(),
                    header.substring(colon + 1).strip());
        }
        return headers;
    }

    /** Whoever waits longer for the first token than an answer may usually take waits as long for its end. */
    private static TimeoutSpec timeouts(String timeout) {
        if (timeout == null) {
            return null;
        }
        Duration firstToken = duration("--timeout", timeout);
        Duration total = TimeoutSpec.USUAL.total();
        return new TimeoutSpec(null, firstToken, null, firstToken.compareTo(total) > 0 ? firstToken : total);
    }

    /** Who gave leave, for today and this host. */
    private static TargetSpec.Authorisation authorisation(String by, String url) {
        if (by == null) {
            return null;
        }
        require(!by.isBlank(), "--authorised-by needs the name of who allowed this test.");
        return new TargetSpec.Authorisation(
                by, LocalDate.now(), List.of(TargetAddress.of(url).getHost()));
    }
}
