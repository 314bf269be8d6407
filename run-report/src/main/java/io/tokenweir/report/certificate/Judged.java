package io.tokenweir.report.certificate;

/** A user's request that is judged, with its path. */
record Judged(Action action, PathRules.Taken taken) {
    UserRequest user() {
        return action.user();
    }

    boolean inNeed() {
        return taken.inNeed();
    }

    Example example() {
        return user().place().example(user().id(), taken.path().text() + ": " + taken.what());
    }
}
