package io.tokenweir.simulator.config;

/**
 * A box behind IMAP that gets all mail.
 *
 * @param port port to listen on; 0: a free one
 */
public record ImapConfig(int port, String user, String password) {
    public ImapConfig {
        user = user == null ? "box" : user;
        password = password == null ? "imap-password" : password;
    }

    /** The password stays out of logs. */
    @Override
    public String toString() {
        return "ImapConfig[" + port + ", " + user + "]";
    }
}
