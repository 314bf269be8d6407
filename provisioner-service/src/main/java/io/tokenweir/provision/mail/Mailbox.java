package io.tokenweir.provision.mail;

/**
 * A mailbox of ours.
 *
 * @param password never printed
 */
public record Mailbox(String address, String password) {

    @Override
    public String toString() {
        return "Mailbox[" + address + "]";
    }
}
