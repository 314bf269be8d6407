package io.tokenweir.simulator.wall;

import io.tokenweir.simulator.account.KeyOwner;
import io.tokenweir.simulator.http.Request;

/** Who calls: the owner of the key, and the request as it came. */
public record Caller(KeyOwner owner, Request request) {}
