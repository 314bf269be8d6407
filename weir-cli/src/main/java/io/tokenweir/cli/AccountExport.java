package io.tokenweir.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;

import io.tokenweir.common.secret.SecretVault;
import io.tokenweir.events.Account;
import io.tokenweir.events.AccountState;
import io.tokenweir.events.SealedSecret;

/** Writes keys in the clear into a file that only its owner may read, in the form that --keys-file takes. */
final class AccountExport {
    private static final String KEY = "apiKey";

    private AccountExport() {}

    /** What to tell the user. */
    static List<String> write(List<Account> accounts, SecretVault vault, Path out) {
        if (out == null) {
            throw Failure.usage("Say where the keys go: --out FILE. They are in the clear there.");
        }
        List<Account> ready = accounts.stream()
                .filter(account -> account.getState() == AccountState.READY)
                .filter(account -> account.getSecrets().containsKey(KEY))
                .toList();
        String text = ready.stream()
                .map(account -> account.getAccountId() + ' ' + key(account, vault) + '\n')
                .collect(Collectors.joining());
        try {
            if (!Files.exists(out)) {
                Files.createFile(
                        out, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.setPosixFilePermissions(out, PosixFilePermissions.fromString("rw-------"));
            Files.write(out, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            throw Failure.failed("The keys cannot be written to " + out + ": " + e.getMessage() + ".");
        }
        return List.of(ready.size() + " keys written to " + out + ", in the clear; only you may read it.");
    }

    private static String key(Account account, SecretVault vault) {
        SealedSecret sealed = account.getSecrets().get(KEY);
        return vault.open(account.getAccountId(), KEY, sealed);
    }
}
