package io.tokenweir.load;

import java.io.BufferedInputStream;
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

/** A loopback server that plays one script per request: bytes, and faults in between. */
final class ScriptedServer implements AutoCloseable {
    /** What happens to one request; the number counts requests from 0. */
    interface Script {
        void play(int request, String head, String body, OutputStream out, Socket socket) throws Exception;
    }

    private final ServerSocket listener;
    private final Script script;
    private final AtomicInteger requests = new AtomicInteger();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    ScriptedServer(Script script) throws IOException {
        this(new ServerSocket(0, 512, InetAddress.getLoopbackAddress()), script);
    }

    /** On a listener of another kind, such as one that speaks TLS. */
    ScriptedServer(ServerSocket listener, Script script) {
        this.listener = listener;
        this.script = script;
        daemon(this::accept);
    }

    static String stream(int tokens) {
        StringBuilder events = new StringBuilder();
        for (int i = 0; i < tokens; i++) {
            events.append("data: {\"model\":\"m-1\",\"choices\":[{\"delta\":{\"content\":\"w\"}}]}\n\n");
        }
        events.append("data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n")
                .append("data: {\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":")
                .append(tokens)
                .append("}}\n\ndata: [DONE]\n\n");
        return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: " + events.length() + "\r\n\r\n"
                + events;
    }

    static String refusal(int status, String headers, String body) {
        return "HTTP/1.1 " + status + " No\r\n" + headers + "Content-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Says nothing more for as long as the client stays. */
    static void keepSilentUntilTheClientGoes(Socket socket) throws IOException {
        while (socket.getInputStream().read() >= 0) {
            // whatever it says
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/v1");
    }

    int port() {
        return listener.getLocalPort();
    }

    int requests() {
        return requests.get();
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
            while (true) {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                daemon(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                String head = head(in);
                int at = head.indexOf("Content-Length: ") + 16;
                int length = Integer.parseInt(head.substring(at, head.indexOf('\r', at)));
                String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
                script.play(requests.getAndIncrement(), head, body, socket.getOutputStream(), socket);
            }
        } catch (Exception e) {
            // the connection is over, by script or by the client
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("end");
            }
            head.append((char) b);
        }
        return head.toString();
    }

    static void daemon(Runnable task) {
        Thread thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }
}
