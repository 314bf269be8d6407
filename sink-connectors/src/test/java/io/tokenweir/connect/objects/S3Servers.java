package io.tokenweir.connect.objects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** S3 servers of others: those that a system property names, else those whose jars lie in {@code target/s3-servers}. */
final class S3Servers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final List<Process> processes = new ArrayList<>();

    List<String> endpoints() throws IOException, InterruptedException {
        String named = System.getProperty("s3.servers", "");
        if (!named.isEmpty()) {
            return List.of(named.split(","));
        }
        List<String> endpoints = new ArrayList<>();
        try (Stream<Path> jars = Files.list(Path.of("target", "s3-servers"))) {
            for (Path jar : jars.filter(path -> path.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                endpoints.add(start(jar));
            }
        }
        return endpoints;
    }

    private String start(Path jar) throws IOException, InterruptedException {
        int port = freePort();
        Path folder = Files.createTempDirectory("s3-server");
        List<String> arguments = jar.getFileName().toString().startsWith("s3proxy")
                ? List.of("--properties", s3proxySettings(folder, port).toString())
                : List.of("--server.port=" + freePort(), "--http.port=" + port);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar.toAbsolutePath().toString()));
        command.addAll(arguments);
        processes.add(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start());
        awaitPort(port, folder.resolve("log"));
        return "http://127.0.0.1:" + port;
    }

    private static Path s3proxySettings(Path folder, int port) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        return Files.writeString(folder.resolve("settings"), """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=key
                s3proxy.credential=secret
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                """.formatted(port, data));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitPort(int port, Path log) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
                return;
            } catch (IOException e) {
                Thread.sleep(200);
            }
        }
        throw new IllegalStateException("The server does not listen on " + port + "; " + log + " says why.");
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.destroy();
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UncheckedIOException(new IOException("interrupted", e));
            }
        }
    }
}
