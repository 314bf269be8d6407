package io.tokenweir.dashboard;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.tokenweir.events.WindowResult;

/**
 * Serves the page over a sample run without Kafka, to look at it while working on it: first argument the port, second how many
 * seconds of the run are there at once; then one more every second, or the run's end when a third argument is given.
 */
final class FakeFeed {
    private static final ReaderState ALWAYS_READY = new ReaderState() {
        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public ObjectNode health() {
            return JsonNodeFactory.instance.objectNode();
        }
    };

    private FakeFeed() {}

    public static void main(String[] arguments) throws Exception {
        int history = Integer.parseInt(arguments[1]);
        DashboardConfig config = DashboardConfig.on("127.0.0.1", Integer.parseInt(arguments[0]));
        ResultStore store = new ResultStore(config);
        store.assigned("sample", 2);
        SampleRun run = new SampleRun("demo-1f3a", System.currentTimeMillis() / 1000 - history);
        store.add(run.started());
        store.add(run.stage("warm-up", 0));
        store.add(run.stage("ramp", 30));
        store.add(run.stage("hold", 100));
        store.add(run.stage("down", 200));
        try (Front front = new Front(config, store, ALWAYS_READY)) {
            int second = 0;
            while (second < history) {
                add(store, run, second++);
            }
            if (arguments.length > 2) {
                store.add(run.ended(history));
            }
            while (true) {
                Thread.sleep(1000);
                if (arguments.length <= 2) {
                    add(store, run, second++);
                }
            }
        }
    }

    private static void add(ResultStore store, SampleRun run, int second) {
        WindowResult whole = run.second(second);
        long heldMicros = whole.getWindowEndMicros() + 180_000;
        store.add(WindowJson.row(whole, 0, second, heldMicros));
        store.add(WindowJson.row(run.model(second, "gpt-small", 0.3), 1, second, heldMicros));
    }
}
