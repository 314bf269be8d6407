package io.tokenweir.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import picocli.CommandLine.Option;

import io.tokenweir.load.account.KeyedAccount;
import io.tokenweir.load.account.KeysFile;

/** Keys that the user brings. */
final class KeyOptions {
    /** What is sent to a target for which no key was given; servers on loopback mostly ask for none. */
    private static final KeyedAccount NO_KEY = new KeyedAccount("no-key", "none");

    @Option(names = "--key-env", paramLabel = "NAME", description = "Take the API key from this environment variable.")
    private String keyEnv;

    @Option(names = "--keys-file", paramLabel = "FILE", description = "One key a line, or account and key.")
    private Path keysFile;

    boolean given() {
        return keyEnv != null || keysFile != null;
    }

    /** The keys that were given. */
    List<KeyedAccount> accounts(Map<String, String> environment) {
        if (keyEnv != null && keysFile != null) {
            throw Failure.usage("Give the keys once: either --key-env or --keys-file.");
        }
        if (keysFile != null) {
            try {
                return KeysFile.read(keysFile);
            } catch (IllegalArgumentException e) {
                throw Failure.usage(e.getMessage());
            }
        }
        String key = environment.get(keyEnv);
        if (key == null || key.isBlank()) {
            throw Failure.usage("The environment variable " + keyEnv + " of --key-env is not set, or empty.");
        }
        return List.of(new KeyedAccount("key-of-" + keyEnv, key.strip()));
    }

    /** The keys that were given, or one that stands for none. */
    List<KeyedAccount> accountsOrNone(Map<String, String> environment) {
        return given() ? accounts(environment) : List.of(NO_KEY);
    }
}
