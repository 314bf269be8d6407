package io.tokenweir.provision;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.publish.AtomicPublisher;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.secret.SecretVault;
import io.tokenweir.common.target.TargetGuard;
import io.tokenweir.provision.account.Fact;
import io.tokenweir.provision.log.AccountCodec;
import io.tokenweir.provision.log.AccountEvents;
import io.tokenweir.provision.log.AccountRow;

/** Starts provisioning over a log in memory, as the real start does over Kafka. */
final class ProvisionHarness {
    static final SecretVault VAULT = SecretVault.of("test", HexFormat.of().parseHex(SecretVault.newKek()));
    private static final int PARTITIONS = 4;

    private ProvisionHarness() {}

    static ProvisionPlan plan(FakeProvider provider, int count) {
        return ProvisionPlan.of(
                        "batch",
                        count,
                        7,
                        provider.endpoints(),
                        VAULT,
                        KafkaSettings.local("unused:1", "http://unused"),
                        new RunIdentity("run-1", 0, "provisioner-1", System.nanoTime()),
                        new TargetGuard(null, LocalDate.of(2026, 11, 22)))
                .withWaits(Duration.ofMillis(400), Duration.ofSeconds(5));
    }

    static RunningProvision start(ProvisionPlan plan, MemoryLog memory) {
        ProvisionSession session = session(plan, memory);
        session.begin(rows(plan, memory));
        return session;
    }

    static RunningProvision end(ProvisionPlan plan, MemoryLog memory, Fact.Kind why) {
        ProvisionSession session = session(plan, memory);
        session.end(rows(plan, memory), why);
        return session;
    }

    private static List<AccountRow> rows(ProvisionPlan plan, MemoryLog memory) {
        return new AccountCodec(plan.vault(), "simulator")
                .rows(memory.accounts().values());
    }

    private static ProvisionSession session(ProvisionPlan plan, MemoryLog memory) {
        AtomicPublisher publisher = memory.publisher();
        AccountCodec codec = new AccountCodec(plan.vault(), "simulator");
        AccountEvents events = new AccountEvents(
                plan.run(),
                codec,
                MemoryLog::encode,
                plan.kafka(),
                PARTITIONS,
                () -> System.currentTimeMillis() * 1_000);
        return new ProvisionSession(plan, publisher, events, 1_000_000, publisher.claim(0));
    }
}
