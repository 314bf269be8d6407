package io.tokenweir.report.limiter;

/** Who shares a limiter. */
public enum LimitScope {
    KEY("each key"),
    ACCOUNT("each account"),
    PROJECT("each project"),
    ORGANISATION("each organisation"),
    /** All keys that were tried, across organisations: the deployment, the model or the caller's address. */
    DEPLOYMENT_OR_ADDRESS("everybody: the deployment, or the caller's address"),
    /** The keys that would tell were not there. */
    UNKNOWN("not told");

    private final String words;

    LimitScope(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
