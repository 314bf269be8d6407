package io.tokenweir.simulator.mail;

import java.util.random.RandomGenerator;

import io.tokenweir.simulator.config.MailFaults;

/** What happens to one verification mail, drawn from the configured shares. */
record MailFate(
        boolean lost,
        boolean twice,
        double lateMillis,
        boolean spam,
        boolean foreign,
        boolean htmlOnly,
        int encoding,
        boolean manyLinks,
        boolean expired) {
    /** Encoding 0 is the usual one: UTF-8. */
    static MailFate draw(MailFaults faults, RandomGenerator random) {
        return new MailFate(
                random.nextDouble() < faults.lost(),
                random.nextDouble() < faults.twice(),
                random.nextDouble() < faults.late() ? faults.lateMillis() : 0,
                random.nextDouble() < faults.spam(),
                random.nextDouble() < faults.foreign(),
                random.nextDouble() < faults.htmlOnly(),
                random.nextDouble() < faults.oddEncoding() ? 1 + random.nextInt(VerificationLetter.ODD_ENCODINGS) : 0,
                random.nextDouble() < faults.manyLinks(),
                random.nextDouble() < faults.expired());
    }
}
