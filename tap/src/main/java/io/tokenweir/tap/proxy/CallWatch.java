package io.tokenweir.tap.proxy;

import java.net.InetSocketAddress;

/** Decides which calls are looked at. Called on the loop of the call's connection. */
@FunctionalInterface
public interface CallWatch {
    /**
     * A call begins.
     *
     * @param connection number of the application's connection, unique in this proxy
     * @param nanos when its head had been read
     * @return null: nobody looks at this one
     */
    WatchedCall begins(RequestHead head, InetSocketAddress client, long connection, long nanos);
}
