package io.tokenweir.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.tokenweir.provision.ProvisionForecast;

/** The plan of phase 1 as lines for a person. Pure. */
final class ForecastText {
    private ForecastText() {}

    static List<String> lines(ProvisionForecast forecast) {
        if (forecast.toMake() + forecast.toFinish() == 0) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("  plan: " + forecast.toMake() + " accounts to make"
                + (forecast.toFinish() == 0 ? "" : ", " + forecast.toFinish() + " to finish")
                + (forecast.ready() == 0 ? "" : ", " + forecast.ready() + " ready already")
                + (forecast.atLeast() == null
                        ? "; no limit is declared, so how long it takes is learned on the way"
                        : String.format(
                                Locale.ROOT,
                                "; at least %.1f s, because %s takes %.1f calls/s",
                                forecast.atLeast().toMillis() / 1e3,
                                forecast.limitedBy(),
                                decisive(forecast).perSecond())));
        lines.add("  calls each and per second: "
                + forecast.rates().stream().map(ForecastText::text).collect(Collectors.joining(", ")));
        return lines;
    }

    private static ProvisionForecast.GroupRate decisive(ProvisionForecast forecast) {
        return forecast.rates().stream()
                .filter(rate -> rate.group().equals(forecast.limitedBy()))
                .findFirst()
                .orElseThrow();
    }

    private static String text(ProvisionForecast.GroupRate rate) {
        return String.format(
                Locale.ROOT,
                "%s %d at %.1f (%s)",
                rate.group(),
                rate.callsEach(),
                rate.perSecond(),
                rate.declared() ? "declared" : "learned from there");
    }
}
