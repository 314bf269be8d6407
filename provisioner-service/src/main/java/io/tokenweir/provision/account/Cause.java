package io.tokenweir.provision.account;

/**
 * Why an account is not, or not yet, ready.
 *
 * @param code short and stable, so that causes can be counted: {@code mail-never-came}, {@code sign-up-refused} …
 * @param detail one sentence for a person; holds no secret
 */
public record Cause(String code, String detail) {

    /** A cause as it was written into the log. */
    public static Cause parse(String text) {
        int colon = text.indexOf(": ");
        return colon < 0 ? new Cause(text, "") : new Cause(text.substring(0, colon), text.substring(colon + 2));
    }

    @Override
    public String toString() {
        return detail.isEmpty() ? code : code + ": " + detail;
    }
}
