package io.tokenweir.load.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysFileTest {
    @TempDir
    Path folder;

    @Test
    void readsKeysWithAndWithoutAccounts() throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), "# mine\nsk-one\n\nteam-b sk-two\nteam-c,sk-three\n");
        assertThat(KeysFile.read(file))
                .extracting(KeyedAccount::apiKey)
                .containsExactly("sk-one", "sk-two", "sk-three");
        assertThat(KeysFile.read(file).get(1).accountId()).isEqualTo("team-b");
    }

    @Test
    void neverShowsAKey() throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), "sk-one\n");
        assertThat(KeysFile.read(file).toString()).doesNotContain("sk-one");
    }

    @Test
    void tellsTheLineThatCannotBeUsed() throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), "sk-one\na b c\n");
        assertThatThrownBy(() -> KeysFile.read(file)).hasMessageContaining("keys:2: expected a key");
    }
}
