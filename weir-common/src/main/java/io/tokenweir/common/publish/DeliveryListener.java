package io.tokenweir.common.publish;

/** Told what became of every event. Called from the publisher's own threads; must not block. */
public interface DeliveryListener {
    /** The broker has it. */
    void acknowledged(OutboundEvent event);

    /** The broker will not have it: it is not in the topic, or (after a time-out) may be. */
    void failed(OutboundEvent event, Exception cause);
}
