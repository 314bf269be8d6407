package io.tokenweir.simulator.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

class KeyTemplateTest {
    private final AtomicInteger numbers = new AtomicInteger();

    @Test
    void makesKeysInTheFormsOfVendors() {
        assertThat(key("sk-proj-{url:74}T3BlbkFJ{url:74}")).matches("sk-proj-[\\w-]{74}T3BlbkFJ[\\w-]{74}");
        assertThat(key("sk-ant-api03-{url:93}AA")).matches("sk-ant-api03-[\\w-]{93}AA");
        assertThat(key("{hex:32}")).matches("[0-9a-f]{32}");
    }

    @Test
    void refusesAFormWhoseKeysCouldBeGuessed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeyTemplate("sk-{hex:4}"))
                .withMessageContaining("4 random characters")
                .withMessageContaining("at least 16");
    }

    private String key(String template) {
        return new KeyTemplate(template).key(numbers::incrementAndGet);
    }
}
