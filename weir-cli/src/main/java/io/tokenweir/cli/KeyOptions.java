package io.tokenweir.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import picocli.CommandLine.Option;

import io.tokenweir.load.account.KeyedAccount;
import io.tokenweir.load.account.KeysFile;

/** Keys that the user brings. */
final class KeyOptions {
    /** What is sent to a target for which no key was given; servers on loopback mostly ask for none. */
    @Option(names = "--key-env", paramLabel = "NAME", description = "Take the API key from this environment variable.")
    private String keyEnv;

    @Option(names = "--keys-file", paramLabel = "FILE", description = "One key a line, or account and key.")
    private Path keysFile;

    @Option(
            names = "--key-command",
            paramLabel = "COMMAND",
            description = "Take the keys from what this shell command prints, in the form of a keys file.")
    private String keyCommand;

    boolean given() {
        return keyEnv != null || keysFile != null || keyCommand != null;
    }

    /** The keys that were given. */
    List<KeyedAccount> accounts(Map<String, String> environment) {
        if (Stream.of(keyEnv, keysFile, keyCommand).filter(Objects::nonNull).count() > 1) {
            throw Failure.usage("Give the keys once: either --key-env, --keys-file or --key-command.");
        }
        if (keyCommand != null) {
            return printedBy(keyCommand);
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

    /** The output is read here and goes nowhere else; what the command says on its error stream is the user's to see. */
    private static List<KeyedAccount> printedBy(String command) {
        try {
            Process process = new ProcessBuilder("sh", "-c", command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            int code = process.waitFor();
            if (code != 0) {
                throw Failure.failed("The command of --key-command ended with " + code + ".");
            }
            return KeysFile.parse("--key-command", lines);
        } catch (IOException e) {
            throw Failure.failed("The command of --key-command cannot be run: " + e.getMessage() + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted("Interrupted while the command of --key-command ran.");
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e.getMessage());
        }
    }

    /** The keys that were given, or one that stands for none. */
    List<KeyedAccount> accountsOrNone(Map<String, String> environment) {
        return given() ? accounts(environment) : List.of(KeyedAccount.NONE);
    }
}
