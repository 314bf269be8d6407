package io.tokenweir.load.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketTableTest {
    private static final String HEADING =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid";
    private static final String OTHER =
            "  0: 0100007F:1F91 0100007F:1F91 01 00000000:00FFFFFF 00:00000000 00000000 0 0 1";
    private static final String SERVERS =
            "  1: 0100007F:1F90 0100007F:C001 01 00000000:00FFFFFF 00:00000000 00000000 0 0 2";
    private static final String SMALL =
            "  2: 0100007F:C001 0100007F:1F90 01 00000000:00000010 00:00000000 00000000 0 0 3";
    private static final String LARGE =
            " 13: 0100007F:C002 0100007F:1F90 01 0000FFFF:00010000 00:00000000 00000000 0 0 4";

    @TempDir
    private Path folder;

    @Test
    void findsTheLargestReceiveQueueOfTheTargetsConnections() throws Exception {
        SocketTable queues = new SocketTable(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 8080));
        assertThat(queues.largestReceiveQueue(table(HEADING, OTHER, SERVERS))).isZero();
        assertThat(queues.largestReceiveQueue(table(HEADING, OTHER, SMALL, LARGE, SERVERS)))
                .isEqualTo(65_536);
    }

    @Test
    void readsATableThatIsLongerThanItsBuffer() throws Exception {
        InetSocketAddress target = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 8080);
        for (int bytes = 120; bytes < 300; bytes++) {
            SocketTable queues = new SocketTable(target, bytes);
            assertThat(queues.largestReceiveQueue(table(HEADING, OTHER, SMALL, SERVERS, OTHER, LARGE, SMALL)))
                    .as("buffer of %d bytes", bytes)
                    .isEqualTo(65_536);
        }
    }

    @Test
    void findsTheTargetAlsoWhereTheSocketSpeaksIpv6() throws Exception {
        String mapped = "  0: 0000000000000000FFFF00000100007F:C001 0000000000000000FFFF00000100007F:1F90 01 "
                + "00000000:00000020 00:00000000 00000000 0 0 1";
        String real = "  1: 00000000000000000000000001000000:C001 00000000000000000000000001000000:1F90 01 "
                + "00000000:00000030 00:00000000 00000000 0 0 1";
        Path table = table(mapped, real);
        assertThat(new SocketTable(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 8080))
                        .largestReceiveQueue(table))
                .isEqualTo(32);
        assertThat(new SocketTable(new InetSocketAddress(InetAddress.getByName("::1"), 8080))
                        .largestReceiveQueue(table))
                .isEqualTo(48);
    }

    @Test
    void countsAMissingTableAsSilence() throws Exception {
        SocketTable queues = new SocketTable(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 8080));
        assertThat(queues.largestReceiveQueue(folder.resolve("nowhere"))).isZero();
    }

    private Path table(String... rows) throws Exception {
        return Files.writeString(folder.resolve("tcp"), String.join("\n", List.of(rows)) + "\n");
    }
}
