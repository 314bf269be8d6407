package io.tokenweir.tap.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A loopback server whose connections are played by a script, byte by byte. */
public final class ByteServer implements AutoCloseable {
    /** One connection. */
    @FunctionalInterface
    public interface Script {
        void play(int connection, InputStream in, OutputStream out, Socket socket) throws Exception;
    }

    private final ServerSocket listener;
    private final AtomicInteger count = new AtomicInteger();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    public ByteServer(Script script) throws IOException {
        this(new ServerSocket(0, 512, InetAddress.getLoopbackAddress()), script);
    }

    ByteServer(ServerSocket listener, Script script) {
        this.listener = listener;
        daemon(() -> {
            while (!listener.isClosed()) {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                int number = count.getAndIncrement();
                daemon(() -> {
                    try (socket) {
                        script.play(number, socket.getInputStream(), socket.getOutputStream(), socket);
                    }
                });
            }
        });
    }

    /** Something that may fail when its connection ends. */
    private interface Task {
        void run() throws Exception;
    }

    private static void daemon(Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (Exception e) {
                        // the connection is over
                    }
                },
                "byte-server");
        thread.setDaemon(true);
        thread.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    int port() {
        return listener.getLocalPort();
    }

    int connections() {
        return count.get();
    }

    /** Reads up to the empty line that ends a head. */
    public static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || head.lastIndexOf("\r\n\r\n") != head.length() - 4) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("the connection ended in a head: " + head);
            }
            head.append((char) b);
        }
        return head.toString();
    }

    public static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
