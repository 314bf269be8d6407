package io.tokenweir.load.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class AllocatedBytesTest {
    private static final int BLOCK = 1 << 20;

    @Test
    void countsWhatOtherThreadsAllocateToo() throws InterruptedException {
        AllocatedBytes allocated = new AllocatedBytes();
        List<byte[]> kept = new ArrayList<>();
        long before = allocated.getAsLong();
        kept.add(new byte[BLOCK]);
        Thread other = new Thread(() -> {
            kept.add(new byte[BLOCK]);
            kept.add(emptyAfterAReading(allocated));
        });
        other.start();
        other.join();

        assertThat(allocated.getAsLong() - before).isGreaterThanOrEqualTo(2L * BLOCK);
        assertThat(kept).hasSize(3);
    }

    /** A reading while the thread still lives: what it has allocated by then is not forgotten when it ends. */
    private static byte[] emptyAfterAReading(AllocatedBytes allocated) {
        allocated.getAsLong();
        return new byte[0];
    }
}
