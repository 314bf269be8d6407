package io.tokenweir.provision.mail;

/** A line of a mailbox's list. */
public record MailSummary(String id, String from, String subject) {}
