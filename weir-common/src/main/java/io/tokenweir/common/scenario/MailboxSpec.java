package io.tokenweir.common.scenario;

/**
 * Where the mailboxes of new accounts are. A secret is never in the scenario itself, only the place where it is.
 *
 * @param kind kind of service, such as {@code mailpit}; null: the disposable-mail API
 * @param url address of the service; null: given elsewhere, such as on the command line
 * @param domain domain of the addresses, where the service does not say it
 * @param server id of a Mailosaur-style server
 * @param user who logs in, where the service wants to know
 * @param secretEnv environment variable with the password or API key
 * @param secretFile file with the password or API key
 * @param folders IMAP folders to look into, separated by commas; null: the inbox
 * @param requestsPerSecond calls per second that the service allows; null: what the service says, or is known to allow
 */
public record MailboxSpec(
        String kind,
        String url,
        String domain,
        String server,
        String user,
        String secretEnv,
        String secretFile,
        String folders,
        Double requestsPerSecond) {}
