package io.tokenweir.simulator.config;

/**
 * What streams look like beside their content.
 *
 * @param earlyRole whether headers and the role-only delta leave at admission instead of with the first token
 * @param obfuscation whether chunks carry random padding unless the request switches it off
 * @param silenceMillis silence after which a stream says that it goes on, where its format has words for that; 0: never
 */
public record StreamConfig(boolean earlyRole, boolean obfuscation, long silenceMillis) {}
