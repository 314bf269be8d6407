package io.tokenweir.dashboard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.tokenweir.events.RunRecord;
import io.tokenweir.events.RunResult;

/** What is known of one run beside its windows. Not thread-safe. */
final class RunInfo {
    /** A continuous run ends a segment each hour. */
    private static final int SEGMENTS_KEPT = 24;

    private final String runId;
    private final Map<Long, String> stages = new TreeMap<>();
    private final Map<String, String> config = new TreeMap<>();
    private final Map<String, ObjectNode> results = new TreeMap<>();
    private final Set<String> open = new HashSet<>();
    private final Set<String> ended = new HashSet<>();
    private long startedMicros = Long.MAX_VALUE;
    private long endedMicros;
    private boolean cutShort;
    private int newestSegment;
    private Long seed;
    private String priceBook;

    RunInfo(String runId) {
        this.runId = runId;
    }

    void add(RunRecord told) {
        sawMicros(told.getTimeMicros());
        switch (told.getKind()) {
            case RUN_STARTED -> {
                open.add(told.getInstance());
                config.putAll(told.getConfig());
                seed = told.getSeed() == null ? seed : told.getSeed();
                priceBook = told.getPriceBook() == null ? priceBook : told.getPriceBook();
            }
            case STAGE -> {
                if (told.getStage() != null) {
                    stages.put(told.getTimeMicros(), told.getStage());
                }
            }
            case RUN_ENDED -> {
                ended.add(told.getInstance());
                endedMicros = Math.max(endedMicros, told.getTimeMicros());
                cutShort |= told.getCutShort();
            }
            default -> {
                // a segment's end changes nothing that the page shows
            }
        }
    }

    void add(RunResult result) {
        ObjectNode json = WindowJson.result(result);
        sawMicros(result.getFirstWindowMicros());
        results.put(json.get("s").asText() + '#' + json.get("seg").asInt(), json);
        newestSegment = Math.max(newestSegment, json.get("seg").asInt());
        results.values().removeIf(other -> other.get("seg").asInt() <= newestSegment - SEGMENTS_KEPT);
    }

    /** A run starts with the first thing that is known of it: its own record may no longer be kept. */
    void sawMicros(long micros) {
        startedMicros = Math.min(startedMicros, micros);
    }

    String runId() {
        return runId;
    }

    long startedMicros() {
        return startedMicros;
    }

    /** Ended when every instance that told of its start told of its end. */
    boolean hasEnded() {
        return !ended.isEmpty() && ended.containsAll(open);
    }

    ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("id", runId)
                .put("state", hasEnded() ? "ended" : "running")
                .put("cutShort", cutShort)
                .put("seed", seed)
                .put("priceBook", priceBook)
                .put("started", startedMicros / 1e6);
        if (hasEnded()) {
            node.put("ended", endedMicros / 1e6);
        }
        ArrayNode list = node.putArray("stages");
        stages.forEach(
                (micros, stage) -> list.addObject().put("t", micros / 1e6).put("name", stage));
        ObjectNode settings = node.putObject("config");
        config.forEach(settings::put);
        return node;
    }

    /** Totals of the finished run, by series and segment. */
    List<ObjectNode> results() {
        return new ArrayList<>(results.values());
    }
}
