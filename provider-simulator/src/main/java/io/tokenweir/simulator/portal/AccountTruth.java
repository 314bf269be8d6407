package io.tokenweir.simulator.portal;

import java.util.List;

/**
 * What the provider knows of one account, for tests that must not believe the client. Keys appear by fingerprint only.
 *
 * @param refusedSignUps sign-ups of the address after the first, which found the account
 * @param mails verification mails sent
 * @param keysMade keys ever made, deleted ones included
 * @param keys the keys that were not deleted
 */
record AccountTruth(
        String address,
        String accountId,
        int index,
        String state,
        int refusedSignUps,
        int mails,
        int logins,
        List<String> organizations,
        int keysMade,
        List<ApiKeys.Truth> keys) {

    static AccountTruth of(
            Accounts.Truth account, List<Organisations.Listed> organisations, int keysMade, List<ApiKeys.Truth> keys) {
        Accounts.View view = account.view();
        return new AccountTruth(
                view.email(),
                view.accountId(),
                view.index(),
                view.state(),
                account.refusedSignUps(),
                account.mails(),
                account.logins(),
                organisations.stream().map(Organisations.Listed::id).toList(),
                keysMade,
                keys);
    }
}
