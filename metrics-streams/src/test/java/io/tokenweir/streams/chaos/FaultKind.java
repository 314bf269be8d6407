package io.tokenweir.streams.chaos;

/** What can go wrong on purpose. */
enum FaultKind {
    KILL("kill -9 of an instance"),
    DIE_BEFORE_COMMIT("death of an instance between acknowledgement and commit"),
    PAUSE("SIGSTOP of an instance beyond its session"),
    STORM("storm of starts and stops"),
    DELETE_STATE("state directories deleted under running instances"),
    BROKER_KILL("kill -9 of the broker"),
    BROKER_RESTART("restart of the broker"),
    CLOCK_JUMP("payload clock jumps an hour"),
    GENERATOR_CRASH("generator crashes with records in flight");

    private final String words;

    FaultKind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
