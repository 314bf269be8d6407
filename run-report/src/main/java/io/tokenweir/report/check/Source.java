package io.tokenweir.report.check;

/** Who tells what a run was, in the order of the path that a record takes. The first that knows a quantity is the reference. */
public enum Source {
    LEDGER("ledger"),
    TOPICS("raw topics"),
    WINDOWS("1 s windows"),
    MODELS("by model"),
    RUN_RESULT("run result"),
    PARQUET_REQUESTS("Parquet requests"),
    PARQUET_METRICS("Parquet metrics"),
    PROMETHEUS("Prometheus");

    private final String title;

    Source(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
