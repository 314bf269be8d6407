package io.tokenweir.protocol.provider;

/** Told of every generated delta, in order, while bytes are fed. */
public interface ArrivalSink {
    void arrival(DeltaKind kind);

    /** Told of several at once that lay side by side. */
    default void arrivals(DeltaKind kind, int count) {
        for (int i = 0; i < count; i++) {
            arrival(kind);
        }
    }
}
