package io.tokenweir.provision.http;

/** Sees every call as it goes out and comes back, refused and repeated ones too. Called by any thread; must not block. */
public interface CallObserver {
    default void sending(HttpCall call) {}

    default void answered(HttpCall call, HttpAnswer answer) {}

    /** @param reason what broke, without secrets */
    default void unanswered(HttpCall call, String reason) {}
}
