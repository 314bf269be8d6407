package io.tokenweir.streams;

import java.io.IOException;

import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

import io.tokenweir.events.Grouping;
import io.tokenweir.events.Vantage;

/** The keys of the state. Enumerations go by name, so that a new symbol moves nothing. */
final class KeyCodecs {
    static final StateCodec<RunRef> RUN = new StateCodec<>() {
        @Override
        public void write(RunRef run, Encoder out) throws IOException {
            out.writeString(run.runId());
            out.writeInt(run.segment());
            out.writeString(run.branch().name());
        }

        @Override
        public RunRef read(Decoder in) throws IOException {
            return new RunRef(in.readString(), in.readInt(), Branch.valueOf(in.readString()));
        }
    };

    static final StateCodec<SeriesRef> SERIES = new StateCodec<>() {
        @Override
        public void write(SeriesRef ref, Encoder out) throws IOException {
            RUN.write(ref.run(), out);
            writeSeries(ref.series(), out);
        }

        @Override
        public SeriesRef read(Decoder in) throws IOException {
            return new SeriesRef(RUN.read(in), readSeries(in));
        }
    };

    static final StateCodec<WindowId> WINDOW = new StateCodec<>() {
        @Override
        public void write(WindowId id, Encoder out) throws IOException {
            RUN.write(id.run(), out);
            out.writeInt(id.seconds());
            out.writeLong(id.startMicros());
            writeSeries(id.series(), out);
        }

        @Override
        public WindowId read(Decoder in) throws IOException {
            return new WindowId(RUN.read(in), in.readInt(), in.readLong(), readSeries(in));
        }
    };

    static final StateCodec<PageId> PAGE = new StateCodec<>() {
        @Override
        public void write(PageId id, Encoder out) throws IOException {
            RUN.write(id.run(), out);
            out.writeInt(id.seconds());
            // a span starts with a whole second: the number of the page fits behind, as state of earlier versions has
            // it
            out.writeLong(id.startMicros() + id.page());
            out.writeString(id.vantage().name());
        }

        @Override
        public PageId read(Decoder in) throws IOException {
            RunRef run = RUN.read(in);
            int seconds = in.readInt();
            long start = in.readLong();
            int page = (int) Math.floorMod(start, WindowId.SECOND_MICROS);
            return new PageId(run, seconds, start - page, page, Vantage.valueOf(in.readString()));
        }
    };

    private KeyCodecs() {}

    private static void writeSeries(SeriesId series, Encoder out) throws IOException {
        out.writeString(series.vantage().name());
        out.writeString(series.grouping().name());
        out.writeString(series.scenario());
        out.writeString(series.stage());
        out.writeString(series.provider());
        out.writeString(series.model());
        out.writeString(series.outcome());
        out.writeString(series.step());
        out.writeString(series.source());
    }

    private static SeriesId readSeries(Decoder in) throws IOException {
        return new SeriesId(
                Vantage.valueOf(in.readString()),
                Grouping.valueOf(in.readString()),
                in.readString(),
                in.readString(),
                in.readString(),
                in.readString(),
                in.readString(),
                in.readString(),
                in.readString());
    }
}
