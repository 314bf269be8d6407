package io.tokenweir.provision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyNameTest {
    @Test
    void tellsTheKeysOfAPredecessorFromThoseOfAnHeirAndOfStrangers() {
        assertThat(KeyName.isUpTo(KeyName.of("a-1", 70), "a-1", 71)).isTrue();
        assertThat(KeyName.isUpTo(KeyName.of("a-1", 71), "a-1", 71)).isTrue();
        assertThat(KeyName.isUpTo(KeyName.of("a-1", 72), "a-1", 71)).isFalse();
        assertThat(KeyName.isUpTo("a-1", "a-1", 71)).isTrue();
        assertThat(KeyName.isUpTo(KeyName.of("a-10", 1), "a-1", 71)).isFalse();
        assertThat(KeyName.isUpTo("a-1/by hand", "a-1", 71)).isFalse();
    }
}
