package io.tokenweir.load.events;

import io.tokenweir.events.Series;

/** The dimensions of a request, as a record and encoded; made once per combination. Immutable. */
public final class SeriesRef {
    private final Series series;
    private final byte[] encoded;

    public SeriesRef(String scenario, String stage, String provider, String model) {
        series = new Series(scenario, stage, provider, model);
        AvroBytes bytes = new AvroBytes();
        bytes.text(scenario);
        bytes.text(stage);
        bytes.text(provider);
        bytes.text(model);
        encoded = bytes.toArray();
    }

    public Series series() {
        return series;
    }

    byte[] encoded() {
        return encoded;
    }
}
