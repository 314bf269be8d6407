package io.tokenweir.provision;

/**
 * Names of keys at the provider: {@code <account>/<generation>}, so that who clears keys away knows who made them. A process
 * that was taken over must not touch the keys of its heir, whose generation is higher.
 */
final class KeyName {
    private KeyName() {}

    static String of(String accountId, long generation) {
        return accountId + '/' + Long.toString(generation, Character.MAX_RADIX);
    }

    /** Ours, of this generation or an earlier one; a bare account is the name that early versions gave. */
    static boolean isUpTo(String name, String accountId, long generation) {
        if (name.equals(accountId)) {
            return true;
        }
        if (!name.startsWith(accountId + '/')) {
            return false;
        }
        try {
            return Long.parseLong(name.substring(accountId.length() + 1), Character.MAX_RADIX) <= generation;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
