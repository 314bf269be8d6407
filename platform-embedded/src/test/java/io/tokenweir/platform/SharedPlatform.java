package io.tokenweir.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One platform for all tests of this JVM that need nothing but a running one. */
final class SharedPlatform {
    private static EmbeddedPlatform platform;

    private SharedPlatform() {}

    static synchronized EmbeddedPlatform get() {
        if (platform == null) {
            platform = EmbeddedPlatform.inFolder(folder());
            Runtime.getRuntime().addShutdownHook(new Thread(platform::close));
        }
        return platform;
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "shared-platform");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
