package io.tokenweir.connect.objects;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands between an HTTP client and a server and does what networks and servers do: answers 503 by itself, cuts the
 * connection before the request is through, or lets the server do its work and never hands back the answer. One request a
 * connection. Which request suffers what comes from a seeded generator.
 */
final class FaultProxy implements AutoCloseable {
    /** What may happen to a request. */
    enum Fault {
        NONE,
        /** The server never hears of it. */
        UNAVAILABLE,
        /** Cut before the server heard of it. */
        CUT_BEFORE,
        /** The server did it, the answer is lost. */
        ANSWER_LOST
    }

    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length:\\s*(\\d+)");
    private static final Pattern HOP = Pattern.compile("(?im)^(connection|expect|keep-alive):.*\r\n");

    private final ServerSocket listener;
    private final int target;
    private final Random random;
    private final double faultShare;
    private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);

    FaultProxy(int target, long seed, double faultShare) throws IOException {
        this.target = target;
        this.faultShare = faultShare;
        random = new Random(seed);
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    String endpoint() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    synchronized Map<Fault, Integer> counts() {
        return Map.copyOf(counts);
    }

    private synchronized Fault next() {
        Fault fault = random.nextDouble() < faultShare ? Fault.values()[1 + random.nextInt(3)] : Fault.NONE;
        counts.merge(fault, 1, Integer::sum);
        return fault;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "fault-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (Socket client = socket) {
            InputStream in = client.getInputStream();
            String head = head(in);
            if (head.isEmpty()) {
                return;
            }
            if (head.toLowerCase(Locale.ROOT).contains("\r\nexpect: 100-continue")) {
                write(client, "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            }
            Matcher length = LENGTH.matcher(head);
            byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
            Fault fault = next();
            if (fault == Fault.UNAVAILABLE) {
                write(
                        client,
                        "HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.ISO_8859_1));
            } else if (fault != Fault.CUT_BEFORE) {
                byte[] answer = forward(head, body);
                if (fault == Fault.NONE) {
                    write(client, answer);
                }
            }
        } catch (IOException e) {
            // the client went away, or the server: both are what this is for
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int last = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            bytes.write(next);
            last = last << 8 | next;
            if (last == 0x0D0A0D0A) {
                break;
            }
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private byte[] forward(String head, byte[] body) throws IOException {
        String alone = HOP.matcher(head).replaceAll("").replaceFirst("\r\n", "\r\nConnection: close\r\n");
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            OutputStream out = server.getOutputStream();
            out.write(alone.getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            out.flush();
            return server.getInputStream().readAllBytes();
        }
    }

    private static void write(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
