package io.tokenweir.common.scenario;

/**
 * Which accounts the virtual users share out among themselves, one key each.
 *
 * @param batch name of the batch; account ids begin with it
 * @param count how many accounts to provision or to expect
 * @param mailbox where new accounts get their mail; null: where the caller says
 */
public record AccountsSpec(String batch, int count, MailboxSpec mailbox) {}
