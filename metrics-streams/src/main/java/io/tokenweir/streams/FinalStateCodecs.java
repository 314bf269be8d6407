package io.tokenweir.streams;

import java.io.IOException;

import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

import io.tokenweir.events.Verdict;

/** The state of stage 2. */
final class FinalStateCodecs {
    static final StateCodec<OpenWindow> WINDOW = new StateCodec<>() {
        @Override
        public void write(OpenWindow window, Encoder out) throws IOException {
            AvroState.writeSums(window.sums, out);
            out.writeBoolean(window.complete);
            AvroState.writeHealth(window.health, out);
            out.writeString(window.verdict.name());
            AvroState.writeErrors(window.errors, out);
            out.writeInt(window.inFlight);
            out.writeLong(window.inFlightSeconds);
            out.writeInt(window.maxInFlight);
            out.writeInt(window.seconds);
            out.writeLong(window.clockSpreadMicros);
            AvroState.writeKeys(window.keys, out);
            AvroState.writeEntries(window.secondsByRule, out, (rule, seconds) -> {
                out.writeString(rule);
                out.writeInt(seconds);
            });
        }

        @Override
        public OpenWindow read(Decoder in) throws IOException {
            OpenWindow window = new OpenWindow(AvroState.readSums(in));
            window.complete = in.readBoolean();
            window.health = AvroState.readHealth(in);
            window.verdict = Verdict.valueOf(in.readString());
            window.errors = AvroState.readErrors(in);
            window.inFlight = in.readInt();
            window.inFlightSeconds = in.readLong();
            window.maxInFlight = in.readInt();
            window.seconds = in.readInt();
            window.clockSpreadMicros = in.readLong();
            window.keys = AvroState.readKeys(in);
            AvroState.readEntries(in, () -> window.secondsByRule.put(in.readString(), in.readInt()));
            return window;
        }
    };

    static final StateCodec<SeriesTotals> TOTALS = new StateCodec<>() {
        @Override
        public void write(SeriesTotals totals, Encoder out) throws IOException {
            AvroState.writeSums(totals.cumulative, out);
            AvroState.writeSums(totals.trusted, out);
            AvroState.writeEntries(totals.revisions, out, (span, revision) -> {
                out.writeInt(span.seconds());
                out.writeLong(span.startMicros());
                out.writeInt(revision);
            });
            out.writeLong(totals.firstWindowMicros);
            out.writeLong(totals.lastWindowEndMicros);
            out.writeInt(totals.windows);
            out.writeInt(totals.validWindows);
            out.writeInt(totals.suspectWindows);
            out.writeInt(totals.invalidWindows);
            AvroState.writeErrors(totals.trustedErrors, out);
            out.writeLong(totals.inFlightSeconds);
            out.writeInt(totals.maxInFlight);
            AvroState.writeEntries(totals.keysByInput, out, (partition, keys) -> {
                out.writeInt(partition);
                AvroState.writeKeys(keys, out);
            });
            out.writeLong(totals.activeFromMicros);
            out.writeLong(totals.activeUntilMicros);
        }

        @Override
        public SeriesTotals read(Decoder in) throws IOException {
            SeriesTotals totals = new SeriesTotals(AvroState.readSums(in), AvroState.readSums(in));
            AvroState.readEntries(
                    in, () -> totals.revisions.put(new SeriesTotals.Span(in.readInt(), in.readLong()), in.readInt()));
            totals.firstWindowMicros = in.readLong();
            totals.lastWindowEndMicros = in.readLong();
            totals.windows = in.readInt();
            totals.validWindows = in.readInt();
            totals.suspectWindows = in.readInt();
            totals.invalidWindows = in.readInt();
            totals.trustedErrors = AvroState.readErrors(in);
            totals.inFlightSeconds = in.readLong();
            totals.maxInFlight = in.readInt();
            AvroState.readEntries(in, () -> totals.keysByInput.put(in.readInt(), AvroState.readKeys(in)));
            totals.activeFromMicros = in.readLong();
            totals.activeUntilMicros = in.readLong();
            return totals;
        }
    };

    static final StateCodec<RunClock> CLOCK = new StateCodec<>() {
        @Override
        public void write(RunClock clock, Encoder out) throws IOException {
            AvroState.writeEntries(clock.inputs, out, (partition, input) -> {
                out.writeInt(partition);
                out.writeLong(input.watermarkMicros);
                out.writeBoolean(input.ended);
                out.writeBoolean(input.complete);
            });
            AvroState.writeNotes(clock.notesByEnd, out);
            out.writeInt(clock.inputPartitions);
            out.writeLong(clock.closedMicros);
            out.writeBoolean(clock.ended);
            out.writeLong(clock.clockSpreadMicros);
        }

        @Override
        public RunClock read(Decoder in) throws IOException {
            RunClock clock = new RunClock();
            AvroState.readEntries(in, () -> {
                RunClock.Input input = clock.input(in.readInt());
                input.watermarkMicros = in.readLong();
                input.ended = in.readBoolean();
                input.complete = in.readBoolean();
            });
            AvroState.readNotes(clock.notesByEnd, in);
            clock.inputPartitions = in.readInt();
            clock.closedMicros = in.readLong();
            clock.ended = in.readBoolean();
            clock.clockSpreadMicros = in.readLong();
            return clock;
        }
    };

    private FinalStateCodecs() {}
}
