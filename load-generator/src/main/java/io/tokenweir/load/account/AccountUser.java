package io.tokenweir.load.account;

import java.util.List;

/** Who sends with leased accounts, and is told when they change. Calls come from one thread and return at once. */
public interface AccountUser {
    /** The accounts that may be used from now on, in place of those before; maybe none. Open requests may end. */
    void use(List<KeyedAccount> accounts);

    /** Breaks off the open requests of accounts that are held no more. */
    void cutOff(String why);

    /** Nothing more can be said about the accounts: the load has to end. */
    void stop(String reason);
}
