package io.tokenweir.load.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.tokenweir.common.secret.SecretVault;

/** Keys that a user brings in a file. */
public final class KeysFile {
    private KeysFile() {}

    /**
     * Reads a file with one key a line, or {@code account key}, with a comma or a blank between; blank lines and lines that begin with # are passed over.
     * Throws {@link IllegalArgumentException} with the file and the line when it cannot be used.
     */
    public static List<KeyedAccount> read(Path file) {
        return parse(file.toString(), lines(file));
    }

    /** The same of lines that came from elsewhere. */
    public static List<KeyedAccount> parse(String file, List<String> lines) {
        List<KeyedAccount> keys = new ArrayList<>();
        int number = 0;
        for (String line : lines) {
            number++;
            String[] words = line.strip().split("[\\s,]+");
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            if (words.length > 2) {
                throw new IllegalArgumentException(file + ":" + number
                        + ": expected a key, or an account and a key, not " + words.length + " words.");
            }
            String key = words[words.length - 1];
            keys.add(new KeyedAccount(words.length == 2 ? words[0] : "key-" + SecretVault.fingerprint(key), key));
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(file + " holds no key; write one on each line.");
        }
        return keys;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("There is no keys file " + file + ".", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("The keys file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
