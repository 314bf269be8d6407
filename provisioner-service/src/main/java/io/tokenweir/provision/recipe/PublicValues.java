package io.tokenweir.provision.recipe;

import java.util.Set;

/** Which of the values that templates use anybody may see; all others are treated as secrets. */
public final class PublicValues {
    private static final Set<String> NAMES =
            Set.of("portal", "api", "mailbox", "accountId", "email", "name", "keyName", "keyId");

    private PublicValues() {}

    public static boolean contains(String name) {
        return NAMES.contains(name);
    }
}
