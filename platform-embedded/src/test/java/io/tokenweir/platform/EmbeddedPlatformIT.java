package io.tokenweir.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.WindowKey;
import io.tokenweir.registry.SchemaRegistryClient;

class EmbeddedPlatformIT {
    @TempDir
    private Path folder;

    @Test
    void afterACleanStopTheSameFolderHasItsSchemaIdsBack() {
        int id;
        try (EmbeddedPlatform platform = EmbeddedPlatform.inFolder(folder)) {
            SchemaRegistryClient registry = SchemaRegistryClient.of(platform.schemaRegistryUrl());
            registry.register("first-value", SeriesKey.getClassSchema());
            id = registry.register("second-value", WindowKey.getClassSchema());
        }
        try (EmbeddedPlatform platform = EmbeddedPlatform.inFolder(folder)) {
            SchemaRegistryClient registry = SchemaRegistryClient.of(platform.schemaRegistryUrl());

            assertThat(registry.idOf("second-value", WindowKey.getClassSchema()))
                    .isEqualTo(id);
            assertThat(registry.register("third-value", WindowKey.getClassSchema()))
                    .isEqualTo(id);
        }
    }

    @Test
    void afterAKillItHasEverySchemaThatWasAcknowledged() throws Exception {
        Process child = PlatformInAnotherProcess.start(folder);
        int id;
        try (var lines = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            String url = lines.readLine();
            assertThat(url).startsWith("http://127.0.0.1:");
            id = SchemaRegistryClient.of(url).register("killed-value", WindowKey.getClassSchema());

            assertThatThrownBy(() -> EmbeddedPlatform.inFolder(folder))
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining("in use by the process with id " + child.pid());
        } finally {
            child.destroyForcibly();
            assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        try (EmbeddedPlatform platform = EmbeddedPlatform.inFolder(folder)) {
            assertThat(SchemaRegistryClient.of(platform.schemaRegistryUrl())
                            .idOf("killed-value", WindowKey.getClassSchema()))
                    .isEqualTo(id);
        }
    }

    @Test
    void refusesAPortThatIsInUseAndLeavesTheFolderFree() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            PlatformConfig config = PlatformConfig.inFolder(folder);

            assertThatThrownBy(() -> EmbeddedPlatform.start(config.withPorts(taken.getLocalPort(), 0)))
                    .hasMessageContaining("The broker cannot listen on 127.0.0.1:" + taken.getLocalPort());
            assertThatThrownBy(() -> EmbeddedPlatform.start(config.withPorts(0, taken.getLocalPort())))
                    .hasMessageContaining("The schema registry cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
        FolderLock.of(folder).close();
    }

    @Test
    void refusesAFolderThatThisProcessHasOpen() {
        try (FolderLock held = FolderLock.of(folder)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> EmbeddedPlatform.inFolder(folder))
                    .hasMessageContaining(folder + " is in use by this very process");
        }
    }

    @Test
    void refusesAFolderThatCannotBeMade() throws Exception {
        File file = folder.resolve("file").toFile();
        assertThat(file.createNewFile()).isTrue();

        assertThatThrownBy(() -> EmbeddedPlatform.inFolder(file.toPath()))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("give one that can be written");
    }

    @Test
    void answersAPlainHttpRequest() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(SharedPlatform.get().schemaRegistryUrl() + "/schemas/types"));
        var answer = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("[\"AVRO\"]");
    }
}
