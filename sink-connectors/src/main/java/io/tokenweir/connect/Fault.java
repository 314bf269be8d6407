package io.tokenweir.connect;

/**
 * What is wrong with a setting.
 *
 * @param key where it is shown
 * @param sentence what, and how to mend it; never holds a secret
 */
public record Fault(String key, String sentence) {}
