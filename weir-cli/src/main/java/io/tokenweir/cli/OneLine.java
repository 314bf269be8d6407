package io.tokenweir.cli;

import java.util.function.Consumer;

/**
 * How far something is: on a terminal one line that changes, in a log a line now and then, ever less often. Not thread-safe.
 */
final class OneLine {
    private static final int EACH_SECOND_UNTIL = 10;
    private static final int THEN_EVERY = 10;

    private final Consumer<String> say;
    private final boolean terminal;
    private int shown;
    private int width;

    OneLine(Consumer<String> say, boolean terminal) {
        this.say = say;
        this.terminal = terminal;
    }

    /** Called about once a second. */
    void show(String text) {
        shown++;
        if (!terminal) {
            if (shown <= EACH_SECOND_UNTIL || shown % THEN_EVERY == 0) {
                say.accept(text);
            }
            return;
        }
        System.out.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
        System.out.flush();
        width = text.length();
    }

    /** What is said next begins on a line of its own. */
    void end() {
        if (terminal && width > 0) {
            System.out.print("\r" + " ".repeat(width) + "\r");
            width = 0;
        }
    }
}
