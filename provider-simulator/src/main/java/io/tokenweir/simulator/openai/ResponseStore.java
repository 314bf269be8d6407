package io.tokenweir.simulator.openai;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Responses that can be asked for again: the newest, as many as are allowed and as have room. A response is its project's.
 * Thread-safe.
 */
final class ResponseStore {
    private static final long MOST_BYTES = 64L << 20;

    private final int most;
    private final long mostBytes;
    private final Map<String, Kept> byId = new LinkedHashMap<>();
    private long bytes;

    /** What was said until a response was made, itself included: what the next one goes on from. */
    record Thread(List<String> texts, String question) {
        static final Thread NEW = new Thread(List.of(), "");
    }

    /**
     * A response that is kept.
     *
     * @param body as it was answered
     * @param input as it was asked
     * @param asked how long the request was, in bytes
     */
    record Kept(String project, Map<String, Object> body, JsonNode input, Thread thread, int asked) {
        private static final int SMALLEST = 2_000;

        /** About what it takes of the heap. */
        private long bytes() {
            long bytes = SMALLEST + asked;
            for (String text : thread.texts()) {
                bytes += text.length();
            }
            return bytes;
        }
    }

    /** @param most 0: none is kept */
    ResponseStore(int most) {
        this(most, MOST_BYTES);
    }

    ResponseStore(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    synchronized void keep(String id, Kept response) {
        if (most == 0) {
            return;
        }
        remove(id);
        byId.put(id, response);
        bytes += response.bytes();
        while (byId.size() > most || bytes > mostBytes && byId.size() > 1) {
            remove(byId.keySet().iterator().next());
        }
    }

    synchronized Optional<Kept> find(String id, String project) {
        return Optional.ofNullable(byId.get(id)).filter(kept -> kept.project().equals(project));
    }

    /** Whether there was one to forget. */
    synchronized boolean forget(String id, String project) {
        boolean known = find(id, project).isPresent();
        if (known) {
            remove(id);
        }
        return known;
    }

    private void remove(String id) {
        Kept gone = byId.remove(id);
        bytes -= gone == null ? 0 : gone.bytes();
    }
}
