package io.tokenweir.simulator.config;

/**
 * The portal behind the sign-up form: organisations, keys, logins, what it allows to one client address, and its faults.
 *
 * @param organisations whether all accounts belong to the provider's one organisation, or each gets its own
 * @param keyTemplate form of a new key: text, and {@code {hex:N}}, {@code {url:N}} or {@code {alnum:N}} for N random characters
 * @param loginAttempts wrong passwords in a row after which an address is locked; 0: never
 * @param loginLockSeconds how long it is locked
 * @param resend limit of {@code POST /signup/resend}; each endpoint counts for itself
 * @param verify limit of {@code GET} and {@code POST /verify}
 * @param login limit of {@code POST /login}
 * @param keys limit of {@code /api-keys} and {@code /organizations}
 */
public record PortalConfig(
        Organisations organisations,
        String keyTemplate,
        int loginAttempts,
        int loginLockSeconds,
        RateConfig resend,
        RateConfig verify,
        RateConfig login,
        RateConfig keys,
        PortalFaults faults) {

    /** Where a new account belongs. */
    public enum Organisations {
        SHARED,
        OWN
    }

    /** The same portal with these faults. */
    public PortalConfig with(PortalFaults faults) {
        return new PortalConfig(
                organisations, keyTemplate, loginAttempts, loginLockSeconds, resend, verify, login, keys, faults);
    }

    /** The same portal with another form of keys. */
    public PortalConfig withKeyTemplate(String keyTemplate) {
        return new PortalConfig(
                organisations, keyTemplate, loginAttempts, loginLockSeconds, resend, verify, login, keys, faults);
    }

    /** The same portal with an organisation for each account, or one for all. */
    public PortalConfig with(Organisations organisations) {
        return new PortalConfig(
                organisations, keyTemplate, loginAttempts, loginLockSeconds, resend, verify, login, keys, faults);
    }

    /** The same portal with one limit for each of its endpoints. */
    public PortalConfig withLimits(RateConfig each) {
        return new PortalConfig(
                organisations, keyTemplate, loginAttempts, loginLockSeconds, each, each, each, each, faults);
    }
}
