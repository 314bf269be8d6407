package io.tokenweir.simulator.account;

/**
 * Whom a key belongs to.
 *
 * @param index position of the account by order of sign-up, from 0
 */
public record KeyOwner(String accountId, int index, String keyFingerprint) {}
