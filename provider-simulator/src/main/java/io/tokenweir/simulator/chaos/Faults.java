package io.tokenweir.simulator.chaos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.LongSupplier;

import io.tokenweir.simulator.config.ChaosRule;

/** The faults that change an answer on its way out, one for each kind of rule. */
final class Faults {
    private Faults() {}

    /** @param extraNanos how much later a brown-out makes what leaves now */
    static Fault of(ChaosRule rule, Line line, LongSupplier extraNanos) {
        return switch (rule.kind()) {
            case STALL -> new Stall(rule, line);
            case RESET, TRUNCATE, END_EARLY -> new Cut(rule, line);
            case SLOW_HEADERS -> new SlowHead(rule, line);
            case WRONG_LENGTH -> new WrongLength(rule, line);
            case BROWN_OUT -> new Later(line, extraNanos);
            case ERROR, EDGE_ERROR, STREAM_ERROR -> new Fault(line);
        };
    }

    private static long nanos(ChaosRule rule) {
        return Math.round(rule.millis() * 1e6);
    }

    private static final class Stall extends Fault {
        private final ChaosRule rule;
        private int frames;

        Stall(ChaosRule rule, Line line) {
            super(line);
            this.rule = rule;
        }

        @Override
        void head(String head) {
            if (rule.afterFrames() == 0) {
                line.pause(nanos(rule));
            }
            super.head(head);
        }

        @Override
        void frame(byte[] frame) {
            super.frame(frame);
            if (++frames == rule.afterFrames()) {
                line.pause(nanos(rule));
            }
        }

        /** A whole answer has no events: it stalls amid its body. */
        @Override
        void body(byte[] body) {
            if (rule.afterFrames() > 0) {
                line.send(Arrays.copyOf(body, body.length / 2));
                line.pause(nanos(rule));
                super.body(Arrays.copyOfRange(body, body.length / 2, body.length));
            } else {
                super.body(body);
            }
        }
    }

    /** Ends an answer before its time: by a reset, amid an event, or in form. */
    private static final class Cut extends Fault {
        private final ChaosRule rule;
        private int frames;
        private String heldHead = "";
        private boolean cut;

        Cut(ChaosRule rule, Line line) {
            super(line);
            this.rule = rule;
        }

        @Override
        void head(String head) {
            if (rule.kind() == ChaosRule.Kind.RESET && rule.afterFrames() == 0) {
                cut = true;
                line.abort(true);
            } else if (rule.kind() == ChaosRule.Kind.END_EARLY) {
                heldHead = head;
            } else {
                super.head(head);
            }
        }

        @Override
        void frame(byte[] frame) {
            if (cut) {
                return;
            }
            sendHeldHead();
            if (frames++ < rule.afterFrames()) {
                super.frame(frame);
                return;
            }
            cut = true;
            switch (rule.kind()) {
                case RESET -> line.abort(true);
                case END_EARLY -> super.end();
                default -> {
                    // The chunk that is announced is the whole event; half of it comes.
                    line.send((Integer.toHexString(frame.length) + "\r\n").getBytes(ISO_8859_1));
                    line.send(Arrays.copyOf(frame, frame.length / 2));
                    line.abort(false);
                }
            }
        }

        @Override
        void body(byte[] body) {
            if (cut) {
                return;
            }
            byte[] half = Arrays.copyOf(body, body.length / 2);
            if (rule.kind() == ChaosRule.Kind.END_EARLY) {
                super.head(Heads.withLength(heldHead, half.length));
                super.body(half);
            } else {
                line.send(half);
                line.abort(rule.kind() == ChaosRule.Kind.RESET);
            }
        }

        /** The stream was shorter than the rule's patience. */
        @Override
        void end() {
            if (!cut) {
                sendHeldHead();
                super.end();
            }
        }

        private void sendHeldHead() {
            if (!heldHead.isEmpty()) {
                super.head(heldHead);
                heldHead = "";
            }
        }
    }

    private static final class SlowHead extends Fault {
        private final ChaosRule rule;

        SlowHead(ChaosRule rule, Line line) {
            super(line);
            this.rule = rule;
        }

        @Override
        void head(String head) {
            int piece = Math.max(1, rule.bytes());
            for (int at = 0; at < head.length(); at += piece) {
                line.send(
                        head.substring(at, Math.min(head.length(), at + piece)).getBytes(ISO_8859_1));
                line.pause(nanos(rule));
            }
        }
    }

    /** A stream is gathered first, as a proxy that buffers does. */
    private static final class WrongLength extends Fault {
        private final ChaosRule rule;
        private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
        private String head;

        WrongLength(ChaosRule rule, Line line) {
            super(line);
            this.rule = rule;
        }

        @Override
        void head(String head) {
            this.head = head;
        }

        @Override
        void frame(byte[] frame) {
            gathered.writeBytes(frame);
        }

        @Override
        void end() {
            body(gathered.toByteArray());
        }

        @Override
        void body(byte[] body) {
            super.head(Heads.withLength(head, Math.max(0, body.length + rule.bytes())));
            line.send(body);
            if (rule.bytes() > 0) {
                // Nothing more will come; whoever waits for it learns so when the connection closes.
                line.pause(nanos(rule));
                line.abort(false);
            } else {
                line.finish();
            }
        }
    }

    private static final class Later extends Fault {
        private final LongSupplier extraNanos;

        Later(Line line, LongSupplier extraNanos) {
            super(line);
            this.extraNanos = extraNanos;
        }

        @Override
        void head(String head) {
            line.delay(extraNanos.getAsLong());
            super.head(head);
        }

        @Override
        void frame(byte[] frame) {
            line.delay(extraNanos.getAsLong());
            super.frame(frame);
        }

        @Override
        void end() {
            line.delay(extraNanos.getAsLong());
            super.end();
        }
    }
}
