package io.tokenweir.load.events;

import io.tokenweir.events.RequestEvent;

/** A request event that has everything but its sequence number. */
public record PendingRequestEvent(Place place, RequestEvent event) {}
