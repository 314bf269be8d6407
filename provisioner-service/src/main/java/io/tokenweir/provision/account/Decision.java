package io.tokenweir.provision.account;

/** The account's next status, to be committed before the effect is begun. */
public record Decision(AccountStatus status, Effect effect) {}
