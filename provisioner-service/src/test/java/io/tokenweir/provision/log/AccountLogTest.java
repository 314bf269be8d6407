package io.tokenweir.provision.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.publish.AtomicPublisher;
import io.tokenweir.common.publish.OutboundEvent;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.secret.SecretVault;
import io.tokenweir.events.AccountEvent;
import io.tokenweir.events.AccountState;
import io.tokenweir.provision.account.AccountIdentity;
import io.tokenweir.provision.account.AccountStatus;
import io.tokenweir.provision.mail.Mailbox;

class AccountLogTest {
    private final List<List<OutboundEvent>> transactions = new ArrayList<>();
    private final List<AccountEvent> encoded = new ArrayList<>();
    private final List<RuntimeException> told = new CopyOnWriteArrayList<>();
    private volatile boolean failing;
    private volatile int confirmations;
    private long nowMicros = 10_200_000;

    private final AtomicPublisher publisher = new AtomicPublisher() {
        @Override
        public void publishAtomically(List<OutboundEvent> events) {
            if (failing) {
                throw new FencedException("taken over", null);
            }
            transactions.add(events);
        }

        @Override
        public long claim(long wallMillis) {
            return 1;
        }

        @Override
        public void confirm() {
            if (failing) {
                throw new FencedException("taken over", null);
            }
            confirmations++;
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    private final AccountEvents events = new AccountEvents(
            new RunIdentity("r", 0, "i", 1),
            new AccountCodec(SecretVault.of("k", HexFormat.of().parseHex(SecretVault.newKek())), "p"),
            (topic, value) -> {
                if (value instanceof AccountEvent event) {
                    encoded.add(event);
                }
                return new byte[] {0};
            },
            KafkaSettings.local("unused:1", "http://unused"),
            2,
            () -> nowMicros);

    private static Transition planned(int index) {
        AccountIdentity identity = AccountIdentity.derive(1, "b", index, "mail.test");
        AccountRow row = new AccountRow(identity, new Mailbox(identity.email(), "m"), "p", AccountStatus.planned());
        return new Transition(AccountState.PLANNED, row, StepReport.silent("plan"));
    }

    @Test
    void putsSnapshotAndTransitionOfTheSameAccountIntoOneTransactionOnOnePartition() {
        List<OutboundEvent> batch = events.batch(List.of(planned(3)));

        assertThat(batch).extracting(OutboundEvent::topic).containsExactly("weir.accounts", "weir.account-events");
        assertThat(batch.get(0).partition()).isEqualTo(batch.get(1).partition());
        assertThat(batch.get(0).key()).isEqualTo(batch.get(1).key());
    }

    @Test
    void ticksOncePerSecondOnEveryPartitionWithNothingEarlierToFollow() {
        assertThat(events.batch(List.of())).isEmpty();
        nowMicros = 11_000_000;
        assertThat(events.batch(List.of())).hasSize(2);
        assertThat(events.batch(List.of())).isEmpty();

        assertThat(encoded).allMatch(event -> event.getTick().getLowWatermarkMicros() == 11_000_000);
    }

    private AccountLog log(long gatherNanos) {
        return new AccountLog(publisher, events, gatherNanos, told::add);
    }

    private static void await(CompletableFuture<Void> committed) {
        committed.orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Test
    void gathersWhatComesTogetherIntoOneTransactionAndLetsALoneOneGoAtOnce() {
        AccountLog log = log(TimeUnit.MINUTES.toNanos(5));
        await(log.append(planned(0)));
        List<CompletableFuture<Void>> committed = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            committed.add(log.append(planned(i)));
        }
        await(CompletableFuture.allOf(committed.toArray(CompletableFuture<?>[]::new)));
        log.close();

        assertThat(transactions).hasSize(2);
    }

    @Test
    void commitsNothingAnyMoreAfterTheFirstFailure() {
        AccountLog log = log(0);
        failing = true;
        assertThatThrownBy(() -> await(log.append(planned(1))))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(AtomicPublisher.FencedException.class);
        failing = false;
        assertThatThrownBy(() -> await(log.append(planned(2))))
                .hasCauseInstanceOf(AtomicPublisher.FencedException.class);
        log.close();

        assertThat(transactions).isEmpty();
        assertThat(told).hasSize(1);
    }

    @Test
    void writesOnlyTheSnapshotOfAChangeWithinAState() {
        assertThat(events.batch(List.of(Transition.within(planned(1).after()))))
                .extracting(OutboundEvent::topic)
                .containsExactly("weir.accounts");
    }

    @Test
    void asksTheBrokerWhetherTheLogIsStillOursOnlyWhenTheLastProofIsOld() {
        AccountLog log = log(0);
        await(log.append(planned(1)));
        await(log.confirmed(TimeUnit.MINUTES.toNanos(5)));
        assertThat(confirmations).isZero();

        await(log.confirmed(-1));
        assertThat(confirmations).isOne();
        log.close();
    }

    @Test
    void saysThatTheLogIsTakenOver() {
        AccountLog log = log(0);
        failing = true;
        assertThatThrownBy(() -> await(log.confirmed(-1))).hasCauseInstanceOf(AtomicPublisher.FencedException.class);
        assertThatThrownBy(() -> await(log.confirmed(TimeUnit.MINUTES.toNanos(5))))
                .as("later, whatever the age")
                .hasCauseInstanceOf(AtomicPublisher.FencedException.class);
        log.close();
    }
}
