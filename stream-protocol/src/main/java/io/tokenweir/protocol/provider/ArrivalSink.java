package io.tokenweir.protocol.provider;

/** Told of every generated delta, in order, while bytes are fed. */
public interface ArrivalSink {
    void arrival(DeltaKind kind);
}
