package io.tokenweir.report.runbook;

import java.util.List;

/**
 * One part of the page in words. HTML and Markdown show these same words, and {@code runbook.json} holds them beside the
 * figures that they were made of, so that no rendering says another number than the others.
 *
 * @param id names the part in every rendering, e.g. {@code felt}
 */
public record Section(String id, String title, List<Item> items) {
    /** How an item is marked, by a sign and a colour. */
    public enum Mark {
        NONE,
        GOOD,
        WARN,
        BAD
    }

    /**
     * One line.
     *
     * @param value short, shown large; may be empty
     * @param detail how it was come by; may be empty
     */
    public record Item(String name, String value, String detail, Mark mark) {
        static Item of(String name, String value, String detail) {
            return new Item(name, value, detail, Mark.NONE);
        }
    }
}
