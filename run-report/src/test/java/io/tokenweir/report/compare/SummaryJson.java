package io.tokenweir.report.compare;

import java.util.Locale;

/** A summary of a run whose TTFT is what the test says, and everything else the same. */
final class SummaryJson {
    private double ttft = 200;
    private double half = 4;
    private double meter = 0.5;
    private String verdict = "valid";
    private String model = "m";
    private String rate = "20.0";
    private String cutShort = "null";
    private double answered = 1;
    private String upperOfP99 = "500.0";

    static MeasuredRun run(String name) {
        return new SummaryJson().read(name);
    }

    SummaryJson ttft(double millis, double halfOfInterval) {
        ttft = millis;
        half = halfOfInterval;
        return this;
    }

    SummaryJson meter(double millis) {
        meter = millis;
        return this;
    }

    SummaryJson invalid() {
        verdict = "invalid";
        return this;
    }

    SummaryJson model(String name) {
        model = name;
        return this;
    }

    SummaryJson rate(String perSecond) {
        rate = perSecond;
        return this;
    }

    SummaryJson cutShort(String reason) {
        cutShort = '"' + reason + '"';
        return this;
    }

    SummaryJson withoutUpperBoundOfP99() {
        upperOfP99 = "null";
        return this;
    }

    SummaryJson answered(double share) {
        answered = share;
        return this;
    }

    MeasuredRun read(String name) {
        return SummaryReader.read(name, text());
    }

    String text() {
        return """
                {"format": "tokenweir-summary-1",
                 "run": {"id": "r", "scenario": "quick", "seed": 1},
                 "target": {"url": "http://127.0.0.1:1/v1", "api": "openai-chat", "provider": "openai", "model": "%s"},
                 "load": [{"name": "quick", "executor": "constant-arrival-rate", "settings": {"rate": "%s"}}],
                 "span": {"warmUpSeconds": 5.0, "seconds": 30.0, "cutShort": %s},
                 "latencies": {
                   "ttft": {"n": 600, "mean": %s, "p50": %s, "p90": %s, "p99": %s, "p999": null, "errorBound": %s,
                            "verdict": "%s", "reasons": ["lag, and pauses"],
                            "bounds": {"p50": {"low": %s, "high": %s, "degrees": 4.0},
                                       "p99": {"low": 350.0, "high": %s, "degrees": null}}},
                   "refusal": {"n": 0, "verdict": "valid", "reasons": []}},
                 "requests": {"offered": 600, "answered": 600, "dropped": 0},
                 "tokens": {"input": 76800},
                 "cpu": {"tokensPerCpuSecond": 9000.0},
                 "windows": {"verdict": "valid", "reasons": []},
                 "chance": {"estimates": {
                   "answeredShare": {"value": %s, "low": %s, "high": %s, "degrees": null}}}}
                """.formatted(
                        model,
                        rate,
                        cutShort,
                        number(ttft),
                        number(ttft),
                        number(ttft * 1.5),
                        number(ttft * 2),
                        number(meter),
                        verdict,
                        number(ttft - half),
                        number(ttft + half),
                        upperOfP99,
                        number(answered),
                        number(answered - 0.01),
                        number(Math.min(1, answered + 0.01)));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }
}
