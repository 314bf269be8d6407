package io.tokenweir.load.summary;

import java.util.ArrayList;
import java.util.List;

/** The recorders of one event loop: that of the whole load first, then one for each selection of a threshold. */
public final class LoopRecorders {
    private final List<Part> parts;
    private final List<LoopRecorder> recorders = new ArrayList<>();

    LoopRecorders(List<Part> parts) {
        this.parts = parts;
        parts.forEach(part -> recorders.add(part.forLoop()));
    }

    /** All that a request of this scenario and stage belongs to. */
    public LoopRecorder[] of(String scenario, String stage) {
        List<LoopRecorder> found = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).covers(scenario, stage)) {
                found.add(recorders.get(i));
            }
        }
        return found.toArray(LoopRecorder[]::new);
    }

    /** A second is over: what came in it, one for each part. */
    public List<SecondValues> cut() {
        return recorders.stream().map(LoopRecorder::cut).toList();
    }
}
