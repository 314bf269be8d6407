package io.tokenweir.platform;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's server halts the JVM when it meets a fault it cannot heal. Embedded, it shares the JVM with runs that must leave a
 * valid report, so the fault is kept instead, for {@link EmbeddedPlatform#failure()}: whoever runs the platform tells of it.
 * Acts on the whole JVM.
 */
final class FatalFaults {
    private static final Logger LOG = LoggerFactory.getLogger(FatalFaults.class);
    private static final AtomicBoolean INSTALLED = new AtomicBoolean();
    private static final AtomicReference<String> LAST = new AtomicReference<>();

    private FatalFaults() {}

    static void keepTheJvmAlive() {
        if (INSTALLED.compareAndSet(false, true)) {
            Exit.setHaltProcedure(FatalFaults::keep);
            Exit.setExitProcedure(FatalFaults::keep);
        }
    }

    /** A broker that now runs has nothing to do with what an earlier try met. */
    static void forget() {
        LAST.set(null);
    }

    static Optional<String> last() {
        return Optional.ofNullable(LAST.get());
    }

    private static void keep(int status, String message) {
        String fault = message == null ? "The broker gave up with status " + status + "." : message;
        LAST.set(fault);
        LOG.atDebug().addKeyValue("status", status).log("broker fault: {}", fault);
    }
}
