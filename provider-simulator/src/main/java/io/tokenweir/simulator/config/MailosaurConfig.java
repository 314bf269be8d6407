package io.tokenweir.simulator.config;

/**
 * The Mailosaur-style API.
 *
 * @param server id of its one server
 * @param apiKey what opens it
 */
public record MailosaurConfig(String server, String apiKey) {
    public MailosaurConfig {
        server = server == null ? "simserver" : server;
        apiKey = apiKey == null ? "mailosaur-key" : apiKey;
    }

    /** The key stays out of logs. */
    @Override
    public String toString() {
        return "MailosaurConfig[" + server + "]";
    }
}
