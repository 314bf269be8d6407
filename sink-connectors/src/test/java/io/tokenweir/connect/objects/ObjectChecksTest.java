package io.tokenweir.connect.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.connect.Messages;

class ObjectChecksTest {
    @TempDir
    Path folder;

    private FakeS3 server;

    @BeforeEach
    void listen() throws IOException {
        server = new FakeS3();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Map<String, String> validated(Map<String, String> settings, String... pairs) {
        Map<String, String> all = new HashMap<>(settings);
        for (int i = 0; i < pairs.length; i += 2) {
            all.put(pairs[i], pairs[i + 1]);
        }
        return Messages.of(new ObjectStorageSinkConnector(), all);
    }

    private Map<String, String> bucket() {
        return Map.of(
                "store.url",
                "s3://" + FakeS3.BUCKET + "/base",
                "s3.endpoint",
                server.endpoint(),
                "s3.access.key",
                "key",
                "s3.secret.key",
                "hush");
    }

    @Test
    void takesSettingsThatGoTogetherWithoutAskingAnyone() {
        assertThat(validated(bucket())).isEmpty();
        assertThat(server.keys()).isEmpty();
    }

    @Test
    void wantsAccessKeyAndSecretTogether() {
        assertThat(validated(Map.of("store.url", "s3://b/x", "s3.access.key", "k")))
                .containsOnlyKeys("s3.secret.key");
        assertThat(validated(Map.of("store.url", "s3://b/x", "s3.secret.key", "hush")))
                .containsOnlyKeys("s3.access.key");
    }

    @Test
    void refusesAnEndpointThatHasNoEffectOrIsNone() {
        assertThat(validated(Map.of("store.url", "file:///x", "s3.endpoint", "http://h:1")))
                .containsOnlyKeys("s3.endpoint");
        assertThat(validated(Map.of("store.url", "s3://b/x", "s3.endpoint", "h:1")))
                .containsOnlyKeys("s3.endpoint");
    }

    @Test
    void refusesATopicWithoutTimeThatIsNotAmongTheTopics() {
        assertThat(validated(Map.of("store.url", "file:///x"), "topics", "a, b", "topics.without.time", "c"))
                .hasEntrySatisfying(
                        "topics.without.time",
                        sentence -> assertThat(sentence).contains("The topic c is not among topics (a, b)"));
        assertThat(validated(Map.of("store.url", "file:///x"), "topics", "a, b", "topics.without.time", "b"))
                .isEmpty();
    }

    @Test
    void isContentWithABucketThatKeepsWhatIsThereAndAgainTheNextTime() {
        assertThat(validated(bucket(), "validate.probe", "true")).isEmpty();
        assertThat(validated(bucket(), "validate.probe", "true")).isEmpty();
        assertThat(server.keys()).containsExactly("base/" + OverwriteProbe.KEY);
    }

    @Test
    void isContentWithAFolderThatCanBeWritten() {
        assertThat(validated(Map.of("store.url", "file://" + folder.resolve("new")), "validate.probe", "true"))
                .isEmpty();
    }

    @Test
    void refusesAFolderThatIsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(validated(Map.of("store.url", "file://" + file), "validate.probe", "true"))
                .hasEntrySatisfying(
                        "store.url", sentence -> assertThat(sentence).contains("could not be written"));
    }

    @Test
    void refusesABucketThatOverwrites() {
        server.answerExistingWith(200);

        assertThat(validated(bucket(), "validate.probe", "true").get("store.url"))
                .contains("overwrote an object in spite of If-None-Match");
    }

    @Test
    void saysAtTheAccessKeyThatItIsRefused() {
        server.failNextPuts(FakeS3.Fault.FORBIDDEN);

        assertThat(validated(bucket(), "validate.probe", "true"))
                .hasSize(1)
                .hasEntrySatisfying(
                        "s3.access.key",
                        sentence -> assertThat(sentence).contains("403").doesNotContain("hush"));
    }

    @Test
    void saysAtTheEndpointThatNobodyAnswers() {
        Map<String, String> settings = bucket();
        server.close();

        assertThat(validated(settings, "validate.probe", "true"))
                .hasSize(1)
                .hasEntrySatisfying(
                        "s3.endpoint", sentence -> assertThat(sentence).contains("could not be written"));
    }
}
