package io.tokenweir.common.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;

import io.tokenweir.events.SealedSecret;

class SecretVaultTest {
    private final SecretVault vault = SecretVault.of("k1", HexFormat.of().parseHex(SecretVault.newKek()));

    @Test
    void opensWhatItSealed() {
        SealedSecret sealed = vault.seal("demo-1", "apiKey", "sk-sim-secret");

        assertThat(vault.open("demo-1", "apiKey", sealed)).isEqualTo("sk-sim-secret");
    }

    @Test
    void neverShowsTheSecretInWhatItSealed() {
        SealedSecret sealed = vault.seal("demo-1", "apiKey", "sk-sim-secret");

        assertThat(new String(sealed.getCiphertext().array(), StandardCharsets.ISO_8859_1))
                .doesNotContain("sk-sim");
    }

    @Test
    void refusesASecretThatWasMovedToAnotherAccount() {
        SealedSecret sealed = vault.seal("demo-1", "apiKey", "sk-sim-secret");

        assertThatThrownBy(() -> vault.open("demo-2", "apiKey", sealed))
                .hasMessage("apiKey of account demo-2 cannot be opened with key-encryption key k1.");
    }

    @Test
    void namesTheMissingKey() {
        SealedSecret sealed = vault.seal("demo-1", "apiKey", "x");
        SecretVault other = SecretVault.of("k2", HexFormat.of().parseHex(SecretVault.newKek()));

        assertThatThrownBy(() -> other.open("demo-1", "apiKey", sealed)).hasMessageContaining("named k1");
    }

    @Test
    void showsTheSameFingerprintForTheSameSecret() {
        assertThat(SecretVault.fingerprint("a"))
                .isEqualTo(SecretVault.fingerprint("a"))
                .hasSize(12)
                .isNotEqualTo(SecretVault.fingerprint("b"));
    }
}
