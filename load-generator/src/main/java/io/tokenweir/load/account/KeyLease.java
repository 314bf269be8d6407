package io.tokenweir.load.account;

/** Whether a key may be used, asked before every request with it. Thread-safe. */
public interface KeyLease {
    /** Of a key that the operator brought: nobody can take it away. */
    KeyLease OWN = new KeyLease() {
        @Override
        public boolean isHeld() {
            return true;
        }

        @Override
        public boolean mayStart(long nowNanos) {
            return true;
        }

        @Override
        public boolean enter(long nowNanos) {
            return true;
        }

        @Override
        public void leave() {
            // nobody waits for it
        }
    };

    /** False once it has been given up, and for ever then. */
    boolean isHeld();

    /** Whether a request may start now: it is held, and known to be. */
    boolean mayStart(long nowNanos);

    /** A request starts, if it may; the caller then owes one {@link #leave}. */
    boolean enter(long nowNanos);

    /** A request that was let in has ended. */
    void leave();
}
