package io.tokenweir.streams.chaos;

import io.tokenweir.events.SeriesKey;

/** When the first result of a second could be read; microseconds of the wall clock. */
record ResultTime(SeriesKey series, long windowEndMicros, long readMicros) {}
