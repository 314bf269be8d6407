package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import io.tokenweir.load.account.KeyedAccount;

class KeyOptionsTest {
    @Test
    void takesAKeyFromTheEnvironment() {
        assertThat(options("--key-env", "MY_KEY").accounts(Map.of("MY_KEY", " sk-1\n")))
                .containsExactly(new KeyedAccount("key-of-MY_KEY", "sk-1"));
        assertThatThrownBy(() -> options("--key-env", "MY_KEY").accounts(Map.of("MY_KEY", "  ")))
                .hasMessage("The environment variable MY_KEY of --key-env is not set, or empty.");
    }

    @Test
    void takesKeysFromAFileAndFromWhatACommandPrints(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), "a sk-1\nb sk-2\n");

        assertThat(options("--keys-file", file.toString()).accounts(Map.of()))
                .containsExactly(new KeyedAccount("a", "sk-1"), new KeyedAccount("b", "sk-2"));
        assertThat(options("--key-command", "echo c sk-3").accounts(Map.of()))
                .containsExactly(new KeyedAccount("c", "sk-3"));
    }

    @Test
    void saysWhenTheCommandFailsAndTellsNothingThatItPrinted() {
        assertThatThrownBy(() -> options("--key-command", "echo sk-4; exit 3").accounts(Map.of()))
                .hasMessage("The command of --key-command ended with 3.");
    }

    @Test
    void takesKeysFromOnePlaceOnly() {
        assertThatThrownBy(() ->
                        options("--key-env", "A", "--key-command", "echo sk-5").accounts(Map.of("A", "sk-6")))
                .hasMessage("Give the keys once: either --key-env, --keys-file or --key-command.");
    }

    private static KeyOptions options(String... arguments) {
        Holder holder = new Holder();
        new CommandLine(holder).parseArgs(arguments);
        return holder.options;
    }

    @CommandLine.Command
    private static final class Holder {
        @CommandLine.Mixin
        private final KeyOptions options = new KeyOptions();
    }
}
