package io.tokenweir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import picocli.CommandLine.Option;

import io.tokenweir.common.secret.SecretVault;

/** Where the key-encryption key comes from. It is never taken from the command line, where everybody could read it. */
final class VaultOptions {
    /** 64 hex digits. */
    static final String KEK_VARIABLE = "WEIR_KEK";

    /** Earlier ones, separated by commas. */
    private static final String OLD_KEK_VARIABLE = "WEIR_KEK_OLD";

    @Option(
            names = "--kek-file",
            paramLabel = "FILE",
            description = "File with the key-encryption key that seals API keys in weir.accounts: 64 hex digits. "
                    + "Else it is read from the environment, WEIR_KEK. openssl rand -hex 32 makes one.")
    private Path kekFile;

    @Option(
            names = "--old-kek-file",
            paramLabel = "FILE",
            split = ",",
            description =
                    "Earlier key-encryption keys, which still open what they sealed; else WEIR_KEK_OLD, separated by"
                            + " commas. ./weir accounts rotate seals everything anew with the current one.")
    private List<Path> oldKekFiles = List.of();

    SecretVault vault() {
        SecretVault vault = current();
        String before = System.getenv(OLD_KEK_VARIABLE);
        Stream<String> old = oldKekFiles.isEmpty()
                ? Stream.of(before == null || before.isBlank() ? new String[0] : before.split(","))
                : oldKekFiles.stream().map(VaultOptions::read);
        for (String hex : old.map(String::strip).toList()) {
            vault = vault.opening(SecretVault.fingerprint(hex), kek(hex));
        }
        return vault;
    }

    private SecretVault current() {
        String hex = kekFile == null ? System.getenv(KEK_VARIABLE) : read(kekFile);
        if (hex == null) {
            throw Failure.usage("Give the key-encryption key of the accounts with --kek-file FILE or in " + KEK_VARIABLE
                    + "; openssl rand -hex 32 makes one.");
        }
        return of(hex);
    }

    static SecretVault of(String hex) {
        return SecretVault.of(SecretVault.fingerprint(hex.strip()), kek(hex.strip()));
    }

    private static byte[] kek(String hex) {
        if (!hex.matches("[0-9a-fA-F]{64}")) {
            throw Failure.usage("The key-encryption key must be 64 hex digits; openssl rand -hex 32 makes one.");
        }
        return HexFormat.of().parseHex(hex);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw Failure.usage("The key-encryption key " + file + " cannot be read: " + e.getMessage() + ".");
        }
    }
}
