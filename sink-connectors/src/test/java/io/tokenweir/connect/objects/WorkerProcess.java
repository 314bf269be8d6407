package io.tokenweir.connect.objects;

import java.util.HashMap;
import java.util.Map;

import io.tokenweir.platform.EmbeddedConnect;

/** A Connect worker with the object sink in a process of its own, to be killed. Ends when its standard input does. */
final class WorkerProcess {
    private WorkerProcess() {}

    /** @param args bootstrap servers, then settings of the connector as {@code key=value} */
    public static void main(String[] args) throws Exception {
        Map<String, String> connector = new HashMap<>();
        for (int i = 1; i < args.length; i++) {
            String[] pair = args[i].split("=", 2);
            connector.put(pair[0], pair[1]);
        }
        EmbeddedConnect connect = EmbeddedConnect.start(
                args[0],
                Map.of(
                        "offset.flush.interval.ms", "300",
                        "consumer.session.timeout.ms", "6000",
                        "consumer.heartbeat.interval.ms", "1000",
                        "consumer.max.poll.records", "50"));
        connect.putConnector("objects", connector);
        while (System.in.read() >= 0) {
            // the test holds the other end
        }
        Runtime.getRuntime().halt(0);
    }
}
