package io.tokenweir.load.trace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

import io.tokenweir.common.scenario.LoadSpec;
import io.tokenweir.load.prompt.Prompt;
import io.tokenweir.load.prompt.PromptSource;
import io.tokenweir.load.prompt.WeightedChoice;
import io.tokenweir.protocol.provider.ProviderAdapter;
import io.tokenweir.protocol.provider.RecordedBody;

/**
 * Recorded bodies with weights: request n of a scenario sends the body that draw n gives. All of them are read and encoded
 * before the run and kept in memory, so that the measured path neither reads nor parses. Immutable, thread-safe.
 */
public final class BodyPopulation implements PromptSource {
    /** A body is held as it was recorded and as it is sent; so at most half of the heap is spent on them. */
    private static final int HEAP_SHARE = 4;

    private final List<Prompt> bodies;
    private final WeightedChoice choice;
    private final long badRows;

    private BodyPopulation(List<Prompt> bodies, WeightedChoice choice, long badRows) {
        this.bodies = bodies;
        this.choice = choice;
        this.badRows = badRows;
    }

    /**
     * Reads the file that the scenario's prompt names.
     *
     * @param model that the bodies are encoded for beforehand
     * @param counter of tokens, where a budget of tokens or money must know the most that each request can cost; else null
     */
    public static BodyPopulation load(
            LoadSpec spec, String model, long seed, ToIntFunction<String> counter, ProviderAdapter adapter) {
        Path file = Path.of(spec.prompt().file());
        int wanted = spec.maxTokens() == null ? 0 : spec.maxTokens();
        long allowed = Runtime.getRuntime().maxMemory() / HEAP_SHARE;
        List<Prompt> bodies = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        long size = 0;
        try (TraceReader reader = TraceReader.openWeighted(file, spec.prompt().skipBadRows())) {
            for (TraceRow row = reader.next(); row != null; row = reader.next()) {
                RecordedBody recorded = adapter.recorded(row.body());
                size += recorded.size();
                if (size > allowed) {
                    throw new TraceException(reader.place() + ": the bodies up to here hold more than "
                            + allowed / (1024 * 1024)
                            + " MiB, and all are kept in memory; sample the file, or send it by ./weir run with"
                            + " WEIR_JAVA_OPTS=-Xmx… and a larger heap.");
                }
                Prompt prompt = Prompt.recorded(recorded, counter == null ? 0 : counter.applyAsInt(row.body()));
                int maxTokens = prompt.maxTokens(wanted);
                if (counter != null && maxTokens == 0) {
                    throw new TraceException(
                            reader.place() + ": the body sets no limit on output tokens, but the scenario"
                                    + " has a budget of tokens or money; give the scenario 'maxTokens', or each body a limit.");
                }
                prompt.body(model, maxTokens);
                bodies.add(prompt);
                weights.add(row.weight());
            }
            if (bodies.isEmpty()) {
                throw reader.nothingUsable();
            }
            double[] all = weights.stream().mapToDouble(Double::doubleValue).toArray();
            return new BodyPopulation(bodies, new WeightedChoice(all, seed), reader.badRows());
        }
    }

    @Override
    public Prompt prompt(long number) {
        return bodies.get(choice.draw(number));
    }

    /** Rows that did not parse and were skipped. */
    public long badRows() {
        return badRows;
    }
}
