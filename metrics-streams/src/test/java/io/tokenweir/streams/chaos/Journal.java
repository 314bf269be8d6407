package io.tokenweir.streams.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A witness in another process: one line for each thing seen, which outlives the process that wrote it. */
final class Journal implements Witness {
    private static final String SENT = "sent";
    private static final String ACKNOWLEDGED = "acknowledged";

    private final PrintStream out;
    private volatile boolean deaf;

    Journal(PrintStream out) {
        this.out = out;
    }

    /** Acknowledgements from now on come after the process is gone, so to speak. */
    void hearNoMore() {
        deaf = true;
    }

    @Override
    public void handedOver(RecordId id, long valueHash) {
        write(SENT, id, valueHash);
    }

    @Override
    public void acknowledged(RecordId id) {
        if (!deaf) {
            write(ACKNOWLEDGED, id, 0);
        }
    }

    private synchronized void write(String what, RecordId id, long hash) {
        out.println(String.join(
                " ",
                what,
                id.topic(),
                Integer.toString(id.partition()),
                id.instance(),
                Long.toString(id.epoch()),
                Long.toString(id.seq()),
                Long.toString(hash)));
        out.flush();
    }

    /** Tells the witness everything that stands in a journal, to its end. A last line that was torn tells nothing. */
    static void replay(InputStream journal, Witness witness) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(journal, StandardCharsets.UTF_8))) {
            lines.lines()
                    .map(line -> line.split(" "))
                    .filter(words -> words.length == 7)
                    .forEach(words -> {
                        RecordId id = new RecordId(
                                words[1],
                                Integer.parseInt(words[2]),
                                words[3],
                                Long.parseLong(words[4]),
                                Long.parseLong(words[5]));
                        if (words[0].equals(SENT)) {
                            witness.handedOver(id, Long.parseLong(words[6]));
                        } else {
                            witness.acknowledged(id);
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
