package io.tokenweir.simulator.http;

import com.fasterxml.jackson.databind.ObjectMapper;

/** The one JSON mapper of the simulator. */
public final class Json {
    public static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}
}
