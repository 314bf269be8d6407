package io.tokenweir.platform;

import java.io.IOException;
import java.nio.file.Path;

/** A platform to kill: prints its registry's URL, then lives until it is killed or its parent goes. */
final class PlatformInAnotherProcess {
    private PlatformInAnotherProcess() {}

    static Process start(Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PlatformInAnotherProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] args) throws IOException {
        EmbeddedPlatform platform = EmbeddedPlatform.inFolder(Path.of(args[0]));
        System.out.println(platform.schemaRegistryUrl());
        if (System.in.read() < 0) {
            platform.close();
        }
    }
}
