package io.tokenweir.streams;

/** How instances agree on who processes which partitions. Changing it needs an application id of its own. */
public enum GroupProtocol {
    /** The consumers' protocol: the instances assign, and sessions are ours to set. */
    CLASSIC,

    /** Of KIP-1071: the broker assigns, and sessions are settings of the broker. */
    STREAMS
}
