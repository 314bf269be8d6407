package io.tokenweir.common.scenario;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must hold between the values of a scenario's system section. Pure. */
final class SystemRules {
    private static final int MOST_ACCELERATORS = 100_000;
    private static final BigDecimal HIGHEST_PRICE = BigDecimal.valueOf(10_000);

    private SystemRules() {}

    /** What is wrong, in a sentence without its full stop, or null. */
    static String fault(List<SystemSpec> sources) {
        Set<String> names = new HashSet<>();
        for (SystemSpec source : sources) {
            String fault = source == null ? "an entry is empty" : fault(source);
            if (fault != null) {
                return "in 'system', " + fault;
            }
            if (!names.add(source.source())) {
                return "in 'system', two sources are named '" + source.source() + "'";
            }
        }
        return null;
    }

    private static String fault(SystemSpec source) {
        if (source.source() == null || !source.source().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            return "each entry needs a 'source' of up to 64 letters, digits, dots, dashes and underscores, not '"
                    + source.source() + "'";
        }
        String where = "source '" + source.source() + "' ";
        if (!isAddress(source.url())) {
            return where + "needs a 'url' such as http://127.0.0.1:9100/metrics";
        }
        if (source.accelerators() < 0 || source.accelerators() > MOST_ACCELERATORS) {
            return where + "has 0 to " + MOST_ACCELERATORS + " 'accelerators', not " + source.accelerators();
        }
        if (source.acceleratorHourPrice().signum() < 0
                || source.acceleratorHourPrice().compareTo(HIGHEST_PRICE) > 0) {
            return where + "has an 'acceleratorHourPrice' from 0 to " + HIGHEST_PRICE;
        }
        return source.acceleratorHourPrice().signum() > 0 && source.accelerators() == 0
                ? where + "has an 'acceleratorHourPrice'; say how many 'accelerators' there are"
                : null;
    }

    private static boolean isAddress(String url) {
        try {
            URI address = url == null ? null : new URI(url);
            return address != null
                    && address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
