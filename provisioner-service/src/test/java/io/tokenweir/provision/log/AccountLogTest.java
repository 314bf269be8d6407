package io.tokenweir.provision.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
    private boolean failing;
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

    @Test
    void gathersWhatComesTogetherIntoOneTransaction() throws Exception {
        AccountLog log = new AccountLog(publisher, events, TimeUnit.SECONDS.toNanos(5));
        List<CompletableFuture<Void>> committed = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            committed.add(log.append(planned(i)));
        }
        CompletableFuture.allOf(committed.toArray(CompletableFuture<?>[]::new)).get(10, TimeUnit.SECONDS);
        log.close();

        assertThat(transactions).hasSize(1);
    }

    @Test
    void commitsNothingAnyMoreAfterTheFirstFailure() {
        AccountLog log = new AccountLog(publisher, events, 0);
        failing = true;
        assertThatThrownBy(() ->
                        log.append(planned(1)).orTimeout(10, TimeUnit.SECONDS).join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(AtomicPublisher.FencedException.class);
        failing = false;
        assertThatThrownBy(() ->
                        log.append(planned(2)).orTimeout(10, TimeUnit.SECONDS).join())
                .hasCauseInstanceOf(AtomicPublisher.FencedException.class);
        log.close();

        assertThat(transactions).isEmpty();
    }
}
