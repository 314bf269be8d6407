package io.tokenweir.report.limiter;

import java.util.List;

/**
 * Bursts that belong together.
 *
 * @param why what it is to tell, in words
 * @param endsAtRefusal whether the bursts after one that ended by refusals are left out
 */
record Script(String why, List<Burst> bursts, boolean endsAtRefusal) {
    Script {
        bursts = List.copyOf(bursts);
    }

    static Script of(String why, Burst... bursts) {
        return new Script(why, List.of(bursts), false);
    }

    static Script untilRefused(String why, List<Burst> bursts) {
        return new Script(why, bursts, true);
    }
}
