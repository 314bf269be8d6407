package io.tokenweir.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

class SettingsPageTest {
    private static final Path PAGE = Path.of("../docs/sink-settings.md");

    @Test
    void isAsTheDefinitionsAre() throws IOException {
        if ("write".equals(System.getProperty("settings.page"))) {
            Files.writeString(PAGE, SettingsPage.text());
        }

        assertThat(PAGE).as("write it anew: %s", SettingsPage.COMMAND).hasContent(SettingsPage.text());
    }

    @Test
    void everySettingSaysWhatItMeansWhereItBelongsAndHowItIsCalled() {
        SettingsPage.definitions().values().forEach(definition -> {
            for (ConfigDef.ConfigKey key : definition.configKeys().values()) {
                assertThat(key.documentation)
                        .as("documentation of %s", key.name)
                        .isNotBlank()
                        .endsWith(".");
                assertThat(key.group).as("group of %s", key.name).isNotBlank();
                assertThat(key.displayName)
                        .as("display name of %s", key.name)
                        .isNotBlank()
                        .isNotEqualTo(key.name);
            }
        });
    }
}
