package io.tokenweir.provision;

import java.net.URI;
import java.util.List;
import java.util.function.Predicate;

import io.tokenweir.events.AccountState;
import io.tokenweir.provision.account.Fact;
import io.tokenweir.provision.log.AccountRow;

/**
 * Turns the wish for N accounts into N accounts with a proven key.
 *
 * <p>The log (weir.accounts and weir.account-events) is the state: start it again anywhere, or twice at once. Whoever starts
 * last with the same batch fences the others, then reads the log, and goes on from there. Topics must exist.
 */
public final class Provisioner {
    private static final long GROUP_COMMIT_NANOS = 15_000_000L;

    private Provisioner() {}

    /**
     * Fences a predecessor, reads the log, and begins; blocks for that long only.
     *
     * <p>Throws {@link io.tokenweir.common.target.RefusedTargetException} for endpoints that may not be used,
     * {@link IllegalStateException} for a cap that would be exceeded, and
     * {@link io.tokenweir.common.kafka.KafkaUnavailableException} where there is no broker or no topic.
     */
    public static RunningProvision start(ProvisionPlan plan) {
        return open(plan, (session, rows) -> session.begin(rows));
    }

    /**
     * Gives accounts back ({@link AccountState#RETIRED}) or takes their keys away ({@link AccountState#REVOKED}): the log says
     * so first, then every key of theirs is revoked. Fences whoever works on the batch.
     *
     * @param plan of which the count does not matter
     * @param which accounts of the batch, by id
     */
    public static RunningProvision end(ProvisionPlan plan, AccountState end, Predicate<String> which) {
        Fact.Kind why = switch (end) {
            case RETIRED -> Fact.Kind.RETIRE;
            case REVOKED -> Fact.Kind.REVOKE;
            default -> throw new IllegalArgumentException("Accounts do not end as " + end + ".");
        };
        return open(
                plan,
                (session, rows) -> session.end(
                        rows.stream()
                                .filter(row -> which.test(row.identity().accountId()))
                                .toList(),
                        why));
    }

    private interface Beginning {
        void begin(ProvisionSession session, List<AccountRow> rows);
    }

    private static RunningProvision open(ProvisionPlan plan, Beginning beginning) {
        for (URI endpoint : List.of(
                plan.endpoints().portal(),
                plan.endpoints().api(),
                plan.endpoints().mailbox())) {
            plan.guard().checkSignUp(endpoint);
        }
        BatchLog log = BatchLog.claim(
                plan.kafka(),
                plan.transactionalId(),
                plan.batch(),
                plan.vault(),
                plan.recipe().provider(),
                plan.run());
        ProvisionSession session =
                new ProvisionSession(plan, log.publisher(), log.events(), GROUP_COMMIT_NANOS, log.generation());
        try {
            beginning.begin(session, log.rows());
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }
}
