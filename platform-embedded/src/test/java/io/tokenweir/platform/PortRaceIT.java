package io.tokenweir.platform;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortRaceIT {
    @TempDir
    private Path folder;

    @Test
    void aPortThatIsTakenBetweenLookingAndBindingEndsInASentenceNotInTheJvmsDeath() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String controller = "127.0.0.1:" + Ports.free();
            Map<String, String> overrides = Map.of(
                    "listeners", "PLAINTEXT://127.0.0.1:" + taken.getLocalPort() + ",CONTROLLER://" + controller,
                    "controller.quorum.voters", "1@" + controller);

            assertThatThrownBy(() -> EmbeddedBroker.start(folder, 0, overrides))
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining("The broker cannot listen on 127.0.0.1:");
        }
        FolderLock.of(folder).close();
    }
}
