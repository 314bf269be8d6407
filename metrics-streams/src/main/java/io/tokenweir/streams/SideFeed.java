package io.tokenweir.streams;

import org.apache.avro.specific.SpecificRecord;

import io.tokenweir.events.EventHeader;

/** The topic of a branch beside the requests: what its records are, which are sound, and what they say. Pure. */
interface SideFeed<T extends SpecificRecord> {
    Branch branch();

    Class<T> type();

    EventHeader header(T event);

    /** Why an event cannot be counted, in a sentence, or null when it can. */
    String problem(T event, long nowMillis);

    SideEvent read(T event, long recordHash);
}
