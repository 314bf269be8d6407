package io.tokenweir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

import picocli.CommandLine.Option;

import io.tokenweir.common.secret.SecretVault;

/** Where the key-encryption key comes from. It is never taken from the command line, where everybody could read it. */
final class VaultOptions {
    /** 64 hex digits. */
    static final String KEK_VARIABLE = "WEIR_KEK";

    @Option(
            names = "--kek-file",
            paramLabel = "FILE",
            description = "File with the key-encryption key that seals API keys in weir.accounts: 64 hex digits. "
                    + "Else it is read from the environment, WEIR_KEK. openssl rand -hex 32 makes one.")
    private Path kekFile;

    SecretVault vault() {
        String hex = kekFile == null ? System.getenv(KEK_VARIABLE) : read(kekFile);
        if (hex == null) {
            throw Failure.usage("Give the key-encryption key of the accounts with --kek-file FILE or in " + KEK_VARIABLE
                    + "; openssl rand -hex 32 makes one.");
        }
        return of(hex);
    }

    static SecretVault of(String hex) {
        try {
            byte[] kek = HexFormat.of().parseHex(hex.strip());
            return SecretVault.of(SecretVault.fingerprint(hex.strip()), kek);
        } catch (IllegalArgumentException e) {
            throw Failure.usage("The key-encryption key must be 64 hex digits; openssl rand -hex 32 makes one.");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw Failure.usage("The key-encryption key " + file + " cannot be read: " + e.getMessage() + ".");
        }
    }
}
