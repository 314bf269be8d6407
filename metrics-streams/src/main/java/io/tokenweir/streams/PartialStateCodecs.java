package io.tokenweir.streams;

import java.io.IOException;

import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

import io.tokenweir.events.Vantage;
import io.tokenweir.streams.SourceProgress.Feed;

/** The state of stage 1. */
final class PartialStateCodecs {
    static final StateCodec<Sums> SUMS = new StateCodec<>() {
        @Override
        public void write(Sums sums, Encoder out) throws IOException {
            AvroState.writeSums(sums, out);
        }

        @Override
        public Sums read(Decoder in) throws IOException {
            return AvroState.readSums(in);
        }
    };

    static final StateCodec<RunProgress> PROGRESS = new StateCodec<>() {
        @Override
        public void write(RunProgress run, Encoder out) throws IOException {
            AvroState.writeEntries(run.sources, out, (id, source) -> {
                out.writeString(id.instance());
                out.writeLong(id.epoch());
                writeSource(source, out);
            });
            AvroState.writeNotes(run.notesByEnd, out);
            out.writeInt(run.vantages.size());
            for (Vantage vantage : run.vantages) {
                out.writeString(vantage.name());
            }
            out.writeLong(run.closedMicros);
            out.writeBoolean(run.ended);
            out.writeLong(run.pendingDeadLetters);
            out.writeLong(run.pendingMissing);
            out.writeLong(run.pendingUnreadable);
        }

        @Override
        public RunProgress read(Decoder in) throws IOException {
            RunProgress run = new RunProgress();
            AvroState.readEntries(
                    in, () -> run.sources.put(new SourceId(in.readString(), in.readLong()), readSource(in)));
            AvroState.readNotes(run.notesByEnd, in);
            AvroState.readEntries(in, () -> run.vantages.add(Vantage.valueOf(in.readString())));
            run.closedMicros = in.readLong();
            run.ended = in.readBoolean();
            run.pendingDeadLetters = in.readLong();
            run.pendingMissing = in.readLong();
            run.pendingUnreadable = in.readLong();
            return run;
        }
    };

    static final StateCodec<KeyPage> KEYS = new StateCodec<>() {
        @Override
        public void write(KeyPage page, Encoder out) throws IOException {
            AvroState.writeEntries(page.byAccount, out, (account, tally) -> {
                out.writeString(account);
                out.writeLong(tally.requests);
                out.writeLong(tally.okRequests);
                out.writeLong(tally.attempts);
                out.writeLong(tally.refusals);
                out.writeLong(tally.outputTokens);
            });
        }

        @Override
        public KeyPage read(Decoder in) throws IOException {
            KeyPage page = new KeyPage();
            AvroState.readEntries(in, () -> {
                KeyTally tally = page.of(in.readString());
                tally.requests = in.readLong();
                tally.okRequests = in.readLong();
                tally.attempts = in.readLong();
                tally.refusals = in.readLong();
                tally.outputTokens = in.readLong();
            });
            return page;
        }
    };

    private PartialStateCodecs() {}

    private static void writeSource(SourceProgress source, Encoder out) throws IOException {
        for (Feed feed : Feed.values()) {
            out.writeLong(source.watermarkMicros[feed.ordinal()]);
            out.writeBoolean(source.finished[feed.ordinal()]);
            out.writeLong(source.sequence(feed).next);
            AvroState.writeEntries(source.sequence(feed).holes, out, (from, to) -> {
                out.writeLong(from);
                out.writeLong(to);
            });
        }
        out.writeLong(source.clock.leastDelayMicros);
        out.writeLong(source.clock.boundaryMicros);
        out.writeLong(source.clock.appendMicros);
        out.writeLong(source.clock.largestJumpMicros);
        out.writeBoolean(source.vanished);
        out.writeLong(source.offered);
        out.writeLong(source.started);
        out.writeLong(source.dropped);
    }

    private static SourceProgress readSource(Decoder in) throws IOException {
        SourceProgress source = new SourceProgress();
        for (Feed feed : Feed.values()) {
            source.watermarkMicros[feed.ordinal()] = in.readLong();
            source.finished[feed.ordinal()] = in.readBoolean();
            SequenceTracker sequence = source.sequence(feed);
            sequence.next = in.readLong();
            AvroState.readEntries(in, () -> sequence.holes.put(in.readLong(), in.readLong()));
        }
        source.clock.leastDelayMicros = in.readLong();
        source.clock.boundaryMicros = in.readLong();
        source.clock.appendMicros = in.readLong();
        source.clock.largestJumpMicros = in.readLong();
        source.vanished = in.readBoolean();
        source.offered = in.readLong();
        source.started = in.readLong();
        source.dropped = in.readLong();
        return source;
    }
}
