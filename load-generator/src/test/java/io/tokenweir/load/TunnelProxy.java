package io.tokenweir.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A loopback proxy that gives every CONNECT the same answer and then, if the tunnel stands, passes bytes both ways. */
final class TunnelProxy implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    private final String answer;
    private final List<String> heads = new CopyOnWriteArrayList<>();

    TunnelProxy(String answer) throws IOException {
        this.answer = answer;
        ScriptedServer.daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    List<String> heads() {
        return heads;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                ScriptedServer.daemon(() -> serve(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket client) {
        try (client) {
            StringBuilder head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                head.append((char) client.getInputStream().read());
            }
            heads.add(head.toString());
            client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            if (answer.contains(" 200 ")) {
                String place = head.substring(8, head.indexOf(" HTTP"));
                int colon = place.lastIndexOf(':');
                try (Socket server =
                        new Socket(place.substring(0, colon), Integer.parseInt(place.substring(colon + 1)))) {
                    ScriptedServer.daemon(() -> pass(client, server));
                    pass(server, client);
                }
            }
        } catch (IOException e) {
            // one of the two is gone
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8192];
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                out.write(bytes, 0, n);
                out.flush();
            }
        } catch (IOException e) {
            // one of the two is gone
        }
    }
}
