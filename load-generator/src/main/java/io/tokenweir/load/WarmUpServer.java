package io.tokenweir.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A loopback server that answers every request with one stream of the API, as fast as it is read or with pauses. Owns its
 * threads.
 */
final class WarmUpServer implements AutoCloseable {
    /** More than two chunks of events hold. */
    static final int TOKENS = 72;

    private static final int EVENTS_PER_WRITE = 3;
    private static final String END_OF_HEAD = "\r\n\r\n";
    /** As our own client writes it. */
    private static final String LENGTH = "\r\nContent-Length: ";

    private final ServerSocket listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    /** The same answer, written in several manners: what was compiled for one alone would be thrown away at another. */
    private final List<List<byte[]>> manners;

    private final long betweenWritesMillis;

    WarmUpServer(WarmUpAnswer answer, Duration betweenWrites) throws IOException {
        betweenWritesMillis = betweenWrites.toMillis();
        List<byte[]> pieces = answer(answer);
        byte[] whole = joined(pieces);
        manners = List.of(pieces, List.of(whole), cut(whole, 700), pieces);
        daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                daemon(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed: the warm-up is over
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            byte[] request = new byte[64 * 1024];
            for (int answer = 0; passRequest(in, request); answer++) {
                for (byte[] write : manners.get(answer % manners.size())) {
                    out.write(write);
                    if (betweenWritesMillis > 0) {
                        Thread.sleep(betweenWritesMillis);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // the client is gone: the warm-up is over
        }
    }

    /** Reads a request with its body; false at the end of the connection. The next one comes only after the answer. */
    private static boolean passRequest(InputStream in, byte[] request) throws IOException {
        int length = 0;
        int whole = Integer.MAX_VALUE;
        while (length < whole) {
            int read = in.read(request, length, request.length - length);
            if (read <= 0) {
                return false;
            }
            length += read;
            if (whole == Integer.MAX_VALUE) {
                String head = new String(request, 0, length, StandardCharsets.ISO_8859_1);
                int end = head.indexOf(END_OF_HEAD);
                whole = end < 0 ? whole : end + END_OF_HEAD.length() + bodyLength(head);
            }
        }
        return true;
    }

    private static int bodyLength(String head) {
        int at = head.indexOf(LENGTH) + LENGTH.length();
        return Integer.parseInt(head, at, head.indexOf('\r', at), 10);
    }

    private static List<byte[]> answer(WarmUpAnswer answer) {
        List<byte[]> writes = new ArrayList<>();
        writes.add(ascii("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"));
        writes.add(chunk(answer.begin()));
        for (int i = 0; i < TOKENS / EVENTS_PER_WRITE; i++) {
            writes.add(chunk(answer.delta().repeat(EVENTS_PER_WRITE)));
        }
        writes.add(chunk(answer.end()));
        writes.add(ascii("0\r\n\r\n"));
        return writes;
    }

    private static byte[] joined(List<byte[]> pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        pieces.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static List<byte[]> cut(byte[] whole, int length) {
        List<byte[]> pieces = new ArrayList<>();
        for (int at = 0; at < whole.length; at += length) {
            pieces.add(Arrays.copyOfRange(whole, at, Math.min(whole.length, at + length)));
        }
        return pieces;
    }

    private static byte[] chunk(String text) {
        return ascii(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "weir-warm-up");
        thread.setDaemon(true);
        thread.start();
    }
}
