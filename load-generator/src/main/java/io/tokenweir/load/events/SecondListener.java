package io.tokenweir.load.events;

import java.util.List;

import io.tokenweir.common.health.Validity.Judgement;
import io.tokenweir.load.summary.SecondValues;

/** Is told of every second that is over, when the meter's health in it is known, by one thread. */
@FunctionalInterface
public interface SecondListener {
    /** @param ofLoops what each loop noted in it for one segment */
    void second(int segment, long boundaryMicros, Judgement judgement, List<List<SecondValues>> ofLoops);
}
