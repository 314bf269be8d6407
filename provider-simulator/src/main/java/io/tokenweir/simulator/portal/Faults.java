package io.tokenweir.simulator.portal;

import io.tokenweir.simulator.config.PortalFaults;

/** Decides whom a fault hits: from the seed and the address alone, so that a repeated run meets the same ones. Immutable. */
final class Faults {
    private final PortalFaults shares;
    private final long seed;

    Faults(PortalFaults shares, long seed) {
        this.shares = shares;
        this.seed = seed;
    }

    boolean captcha(String email) {
        return hits(shares.captcha(), "captcha", email);
    }

    boolean errorPage(String email) {
        return hits(shares.errorPage(), "error-page", email);
    }

    boolean lostSignUpAnswer(String email) {
        return hits(shares.lostSignUpAnswer(), "lost-sign-up", email);
    }

    boolean expiredLink(String email) {
        return hits(shares.expiredLink(), "expired-link", email);
    }

    /** @param ordinal how many keys the account made before */
    boolean lostKeyAnswer(String email, int ordinal) {
        return hits(shares.lostKeyAnswer(), "lost-key-" + ordinal, email);
    }

    boolean deadKey(String email, int ordinal) {
        return hits(shares.deadKey(), "dead-key-" + ordinal, email);
    }

    private boolean hits(double share, String what, String email) {
        return share > 0 && uniform(what + '\0' + email) < share;
    }

    /** A number from 0 to 1: FNV-1a over the text and the seed, and SplitMix64's finaliser over that. */
    private double uniform(String text) {
        long hash = 0xcbf29ce484222325L ^ seed;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
        return ((hash ^ (hash >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
