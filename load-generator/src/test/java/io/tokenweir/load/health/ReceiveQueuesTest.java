package io.tokenweir.load.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiveQueuesTest {
    private static final long MILLI = 1_000_000L;

    @TempDir
    Path folder;

    private Path table;
    private long clock;
    private long lookTakes;
    private ReceiveQueues queues;

    @BeforeEach
    void oneConnectionWith64Bytes() throws Exception {
        table = folder.resolve("tcp");
        Files.writeString(table, "  sl  local_address rem_address\n" + row(64));
        InetSocketAddress target = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 8080);
        queues = new ReceiveQueues(List.of(table, folder.resolve("missing")), target, () -> clock += lookTakes);
    }

    @Test
    void readsTheTablesThatAreThere() {
        assertThat(queues.largest()).isEqualTo(64);
        assertThat(queues.largest()).isEqualTo(64);
    }

    @Test
    void looksAgainOnlyWhenTheLastLookHasBecomeHalfAPercentOfTheTime() {
        lookTakes = 10 * MILLI;
        assertThat(queues.largest()).isEqualTo(64);
        clock += 1_950 * MILLI;
        assertThat(queues.largest()).isZero();
        clock += 50 * MILLI;
        assertThat(queues.largest()).isEqualTo(64);
    }

    private static String row(int bytes) {
        return "  1: 0100007F:C001 0100007F:1F90 01 00000000:%08X 00:00000000 00000000 0 0 3\n".formatted(bytes);
    }
}
