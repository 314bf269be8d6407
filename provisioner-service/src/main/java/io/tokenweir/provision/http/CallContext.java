package io.tokenweir.provision.http;

/**
 * On whose behalf a call is made.
 *
 * @param priority lower goes first: accounts begun earlier are finished first, so the first key comes early
 */
public record CallContext(int priority, CallMeter meter) {}
