package io.tokenweir.load.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

import io.tokenweir.common.scenario.TraceSpec;
import io.tokenweir.load.engine.Arrival;
import io.tokenweir.load.engine.ArrivalSource;
import io.tokenweir.load.prompt.Prompt;
import io.tokenweir.load.prompt.PromptBuilder;
import io.tokenweir.load.prompt.PromptForm;
import io.tokenweir.load.schedule.Share;
import io.tokenweir.protocol.provider.ProviderAdapter;

/**
 * Reads a trace ahead of the clock and prepares its requests, prompts and encoded bodies included, on a thread of its own;
 * each event loop takes its share from a bounded queue. Owns its thread and the open file.
 */
public final class TraceFeed {
    private static final int AHEAD = 256;
    private static final Arrival LAST = new Arrival(ArrivalSource.END, -1, null, 0);

    private final TraceSpec spec;
    private final String model;
    private final int bodyTokens;
    private final long delayNanos;
    private final long durationNanos;
    private final Share share;
    private final ProviderAdapter adapter;
    private final boolean limited;
    private final PromptBuilder prompts;
    private final TraceTiming timing;
    private final List<BlockingQueue<Arrival>> queues = new ArrayList<>();
    private final Consumer<RuntimeException> onFailure;
    private final Thread thread = new Thread(this::read, "weir-trace");
    private long number;
    private volatile long badRows;

    /**
     * @param delayNanos start of the scenario since the start of the run
     * @param durationNanos rows due later are not sent
     * @param share of the rows that this instance sends
     * @param bodyTokens most output tokens of a recorded body; 0: as recorded
     * @param limited whether a budget of tokens or money must know the most that each request can cost
     * @param onFailure told when a row cannot be used; the trace ends there
     */
    public TraceFeed(
            TraceSpec spec,
            String model,
            int bodyTokens,
            long delayNanos,
            long durationNanos,
            Share share,
            int loops,
            long seed,
            PromptForm form,
            boolean limited,
            Consumer<RuntimeException> onFailure) {
        this.spec = spec;
        this.model = model;
        this.bodyTokens = bodyTokens;
        this.delayNanos = delayNanos;
        this.durationNanos = durationNanos;
        this.share = share;
        this.adapter = form.adapter();
        this.limited = limited;
        this.prompts = new PromptBuilder(form, seed);
        long spread = spec.spread() == null ? 0 : spec.spread().toNanos();
        this.timing = new TraceTiming(spec.speed(), spread, seed);
        this.onFailure = onFailure;
        for (int i = 0; i < loops; i++) {
            queues.add(new ArrayBlockingQueue<>(AHEAD));
        }
        thread.setDaemon(true);
        // Preparing must not take the CPU from the loops that measure.
        thread.setPriority(Thread.MIN_PRIORITY);
    }

    public void start() {
        thread.start();
    }

    /** Ends early; loops see the end after what is prepared. */
    public void stop() {
        thread.interrupt();
    }

    /** Waits until the first requests are prepared, or the trace has ended. */
    public void awaitFirst() throws InterruptedException {
        while (thread.isAlive() && queues.stream().anyMatch(queue -> queue.size() < AHEAD / 4)) {
            thread.join(2);
        }
    }

    /** Rows that did not parse and were skipped. */
    public long badRows() {
        return badRows;
    }

    public ArrivalSource source(int loop) {
        BlockingQueue<Arrival> queue = queues.get(loop);
        return new ArrivalSource() {
            @Override
            public long peekNanos() {
                Arrival next = queue.peek();
                return next == null ? NOT_READY : next.offsetNanos();
            }

            @Override
            public Arrival take() {
                return queue.remove();
            }
        };
    }

    private void read() {
        try (TraceLaps laps = new TraceLaps(spec)) {
            StartOrder order = new StartOrder(timing);
            TraceRow row = laps.next();
            while (row != null && timing.earliestNanos(row.offsetNanos()) < durationNanos) {
                order.add(row);
                sendReady(order);
                row = laps.next();
                badRows = laps.badRows();
            }
            order.noMore();
            sendReady(order);
            if (number == 0) {
                throw new TraceException(
                        spec.file() + " has no row that is due in the window and the duration that the scenario"
                                + " names; mend 'from', 'to', 'limit' or 'duration'.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            onFailure.accept(e);
        } finally {
            end();
        }
    }

    private void sendReady(StartOrder order) throws InterruptedException {
        for (StartOrder.Start next = order.poll(); next != null; next = order.poll()) {
            // spread behind the end
            if (next.nanos() < durationNanos) {
                send(next);
            }
        }
    }

    private void send(StartOrder.Start next) throws InterruptedException {
        if (!share.has(number)) {
            number++;
            return;
        }
        Prompt prompt = prompt(next.row());
        int maxTokens =
                next.row().body() == null ? Math.max(1, next.row().outputTokens()) : prompt.maxTokens(bodyTokens);
        if (limited && maxTokens == 0) {
            throw new TraceException(spec.file() + ": row " + (number + 1)
                    + " sets no limit on output tokens, but the scenario has a budget of tokens or money; give the"
                    + " scenario 'maxTokens', or each body a limit.");
        }
        prompt.body(model, maxTokens);
        Arrival arrival = new Arrival(next.nanos() + delayNanos, number, prompt, maxTokens);
        queues.get((int) (number / share.of() % queues.size())).put(arrival);
        number++;
    }

    private Prompt prompt(TraceRow row) {
        if (row.body() != null) {
            return Prompt.recorded(adapter.recorded(row.body()), limited ? prompts.count(row.body()) : 0);
        }
        int tokens = Math.max(1, row.inputTokens());
        return row.prefixIds().length == 0
                ? prompts.unique(number, tokens)
                : prompts.withPrefixes(row.prefixIds(), tokens, number);
    }

    private void end() {
        boolean interrupted = Thread.interrupted();
        for (BlockingQueue<Arrival> queue : queues) {
            if (interrupted) {
                queue.clear();
            }
            try {
                queue.put(LAST);
            } catch (InterruptedException e) {
                queue.clear();
                queue.add(LAST);
            }
        }
    }
}
