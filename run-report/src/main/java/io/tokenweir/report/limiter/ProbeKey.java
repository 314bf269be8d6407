package io.tokenweir.report.limiter;

/**
 * A key to probe with, and whose it is as far as the user said.
 *
 * @param name how findings call it, never the key itself
 * @param account null when not said, like the others
 */
public record ProbeKey(String name, String account, String project, String organisation) {}
