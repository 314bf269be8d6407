package io.tokenweir.protocol.provider;

import java.util.Arrays;

/**
 * Reads the JSON of one stream event after the other and keeps what the meter needs of an answer, without allocating for an
 * ordinary event. One subclass per API. Not thread-safe.
 */
abstract class EventReader {
    final JsonCursor cursor = new JsonCursor();
    private byte[] kinds = new byte[8];
    private int kindCount;

    String id;
    String model;
    String finishReason;
    Usage usage;
    /** Of the event that was read last: what was known before it, and the reason of the end that it gave. */
    boolean idKnownBefore;

    boolean modelKnownBefore;
    String finishSaid;
    private Usage usageBefore;
    ErrorBody error;
    boolean ended;

    /** Ready for the next answer. */
    void reset() {
        id = null;
        model = null;
        finishReason = null;
        usage = null;
        error = null;
        ended = false;
        kindCount = 0;
    }

    /** Reads one event; throws {@link JsonSyntaxException} when it is none, and then nothing of it counts as an arrival. */
    final void read(byte[] bytes, int offset, int length) {
        kindCount = 0;
        idKnownBefore = id != null;
        modelKnownBefore = model != null;
        usageBefore = usage;
        String finishBefore = finishReason;
        finishReason = null;
        try {
            cursor.wrap(bytes, offset, length);
            cursor.enterObject();
            object();
            cursor.expectEnd();
            judge();
        } finally {
            finishSaid = finishReason;
            finishReason = finishSaid == null ? finishBefore : finishSaid;
        }
    }

    /**
     * Whether what was read would mean the same in another answer, with any other values in the places that the cursor noted: it
     * carries one text at most, no error, and not the end.
     */
    final boolean meansTheSameAgain() {
        return forgetsEvents() && kindCount <= 1 && cursor.texts() == kindCount && error == null && !ended;
    }

    /** Whether the event gave a usage. */
    final boolean saidUsage() {
        return usage != usageBefore;
    }

    /** Whether an event means the same whatever the events before it were, but for the answer's id and model. */
    abstract boolean forgetsEvents();

    /**
     * Lets the template learn what was read, if it carries one delta and nothing else that could have changed since, and would
     * mean the same with any other text in it that is not empty.
     */
    final void teach(EventTemplate template, byte[] bytes, int offset, int length) {
        boolean alone = !saidUsage() && finishSaid == null && error == null && !ended;
        if (kindCount == 1 && cursor.texts() == 1 && alone) {
            template.learn(bytes, offset, offset + length, cursor.textStart(), cursor.textEnd(), arrival(0));
        }
    }

    /** Reads the members of the event's object. */
    abstract void object();

    /** Called when the whole event was JSON: what it means, where that depends on members that may come in any order. */
    void judge() {}

    /** Whether {@code [DONE]} ends a stream of this API; elsewhere gateways append it, and it says nothing. */
    abstract boolean doneEnds();

    final int arrivals() {
        return kindCount;
    }

    final DeltaKind arrival(int index) {
        return DeltaKind.of(kinds[index]);
    }

    final void forgetArrivals() {
        kindCount = 0;
    }

    final void add(boolean carried, DeltaKind kind) {
        if (!carried) {
            return;
        }
        if (kindCount == kinds.length) {
            kinds = Arrays.copyOf(kinds, kindCount * 2);
        }
        kinds[kindCount++] = (byte) kind.ordinal();
    }

    /** Passes over the value that comes next, and gives back what was known already. */
    final String keep(String known) {
        cursor.skip();
        return known;
    }

    /** The answer's id, which the value that comes next is unless it is known. */
    final String firstId() {
        if (id == null || idKnownBefore) {
            // a second one in the event that gave the first says nothing
            cursor.noteId();
        }
        return id == null ? cursor.text() : keep(id);
    }

    /** The value that comes next when it is a string, else null. */
    final String string() {
        return cursor.peek() == '"' ? cursor.text() : keep(null);
    }

    /** Enters the value that comes next when it is an object; passes over anything else. */
    final boolean entersObject() {
        if (cursor.peek() != '{') {
            cursor.skip();
            return false;
        }
        cursor.enterObject();
        return true;
    }

    /** Enters the value that comes next when it is an array; passes over anything else. */
    final boolean entersArray() {
        if (cursor.peek() != '[') {
            cursor.skip();
            return false;
        }
        cursor.enterArray();
        return true;
    }
}
