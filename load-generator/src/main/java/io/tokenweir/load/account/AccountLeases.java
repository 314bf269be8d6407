package io.tokenweir.load.account;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.secret.SecretVault;
import io.tokenweir.events.Account;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

/**
 * Leases the accounts of a batch: the partitions of {@code weir.accounts} are dealt out by a consumer group, and the accounts
 * of those that this member has are its to use; two members never have one. What it has is a matter of the log: an account
 * that becomes ready there is taken up, one that is retired or revoked is dropped.
 *
 * <p>A partition that is asked back is given up in this order, within the consumer's own callback, so that the group waits
 * for it: nothing is started any more with its keys; what is open may end, for a while; the rest is broken off; then it is
 * released. One that was lost is broken off at once. Because a process that was suspended hears of that too late, keys are
 * only used as long as the group has {@linkplain LeaseProof confirmed} the lease lately.
 *
 * <p>Owns a consumer and its thread. Thread-safe.
 */
public final class AccountLeases implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CUT_OFF_AT_MOST = Duration.ofSeconds(2);

    private final String topic;
    private final LeaseTimes times;
    private final Consumer<String> say;
    private final LeaseWords words;
    private final AvroWire wire;
    private final ReadyAccounts accounts;
    private final LeaseProof proof;
    private final LeaseRenewal renewal;
    private final ReadIn reading;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private final CompletableFuture<List<KeyedAccount>> first = new CompletableFuture<>();
    private volatile AccountUser user;
    private volatile boolean closing;
    private volatile boolean changed;
    private volatile int partitionCount;
    private List<KeyedAccount> told = List.of();
    private Set<Integer> announced = Set.of();

    private AccountLeases(
            KafkaSettings settings, SecretVault vault, String batch, LeaseTimes times, Consumer<String> say) {
        this.topic = settings.topic(Topic.ACCOUNTS);
        this.times = times;
        this.say = say;
        this.words = new LeaseWords(topic, batch);
        this.wire = AvroWire.of(settings.client("weir-account-leases"));
        this.accounts = new ReadyAccounts(batch, vault);
        this.proof = new LeaseProof(times.valid().toNanos(), System.nanoTime());
        this.consumer = new KafkaConsumer<>(config(settings, batch));
        this.reading = new ReadIn(consumer);
        this.renewal = new LeaseRenewal(consumer, proof, times, words, say);
        this.thread = new Thread(this::run, "weir-account-leases");
        thread.setDaemon(true);
    }

    /**
     * Begins to lease.
     *
     * @param say told what is worth a line, from another thread
     */
    public static AccountLeases of(KafkaSettings settings, SecretVault vault, String batch, Consumer<String> say) {
        return of(settings, vault, batch, LeaseTimes.USUAL, say);
    }

    static AccountLeases of(
            KafkaSettings settings, SecretVault vault, String batch, LeaseTimes times, Consumer<String> say) {
        AccountLeases leases = new AccountLeases(settings, vault, batch, times, say);
        leases.thread.start();
        return leases;
    }

    private Map<String, Object> config(KafkaSettings settings, String batch) {
        Map<String, Object> config = settings.consumer("weir-account-leases");
        config.put("group.id", group(settings, batch));
        config.put("group.protocol", "classic");
        config.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
        config.put("session.timeout.ms", Long.toString(times.session().toMillis()));
        config.put("heartbeat.interval.ms", Long.toString(times.heartbeat().toMillis()));
        return config;
    }

    /** One group for each batch: whoever uses another has nothing to share. */
    static String group(KafkaSettings settings, String batch) {
        return settings.topicPrefix() + "weir-account-leases-" + batch;
    }

    /**
     * Waits until partitions have come and were read; throws {@link IllegalStateException} with a sentence when none come in
     * time, or no account is ready in them.
     */
    public List<KeyedAccount> await(Duration atMost) throws InterruptedException {
        try {
            return first.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(words.noPartition(partitionCount, atMost), e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    /** Whoever {@linkplain #await waits} fails now; nothing happens when the accounts have come. */
    public void stopWaiting() {
        first.completeExceptionally(new IllegalStateException("Interrupted before accounts were leased."));
    }

    /** Tells a load of every change from now on. */
    public void tell(AccountUser other) {
        user = other;
        changed = true;
    }

    /** Gives everything back, and leaves the group. Nobody is told of changes any more. */
    @Override
    public void close() {
        user = null;
        closing = true;
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            partitionCount = consumer.partitionsFor(topic).size();
            consumer.subscribe(List.of(topic), new Rebalances());
            while (!closing) {
                poll();
            }
        } catch (WakeupException e) {
            // closed
        } catch (RuntimeException e) {
            failed(e);
        } finally {
            consumer.close();
        }
    }

    private void failed(RuntimeException cause) {
        accounts.partitions().forEach(accounts::end);
        AccountUser now = user;
        if (!first.completeExceptionally(cause) && now != null) {
            now.cutOff("the accounts are leased no more");
            now.stop("the accounts can be leased no more: " + cause.getMessage());
        }
    }

    private void poll() {
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                String id = new String(record.key(), StandardCharsets.UTF_8);
                byte[] value = record.value();
                accounts.apply(record.partition(), id, value == null ? null : wire.decode(value, Account.class));
                changed = true;
            }
            for (int whole : reading.whole()) {
                accounts.whole(whole);
                changed = true;
            }
            renewal.renew();
        } catch (RetriableException e) {
            // Kafka is away: the lease is confirmed when it is back, or runs out
        }
        if (changed && proof.isFresh(System.nanoTime())) {
            changed = false;
            tellOfWhatCame();
        }
    }

    /** Partitions that were read, accounts that became ready or are no more. */
    private void tellOfWhatCame() {
        if (!accounts.isWhole()) {
            return;
        }
        List<KeyedAccount> held = accounts.held();
        Set<Integer> partitions = accounts.partitions();
        if (!first.isDone()) {
            begin(held, partitions);
        } else if (!announced.containsAll(partitions)) {
            Set<Integer> came = new HashSet<>(partitions);
            came.removeAll(announced);
            say.accept(words.came(came, count(came)));
        }
        announced = partitions;
        use(held);
    }

    private void begin(List<KeyedAccount> held, Set<Integer> partitions) {
        if (!held.isEmpty()) {
            say.accept(words.taken(partitions, partitionCount, held.size()));
            told = held;
            first.complete(held);
        } else {
            first.completeExceptionally(new IllegalStateException(
                    partitions.size() == partitionCount ? words.none() : words.noneHere(partitions)));
        }
    }

    private void use(List<KeyedAccount> held) {
        AccountUser now = user;
        if (now != null && !held.equals(told)) {
            told = held;
            now.use(held);
        }
    }

    private int count(Collection<Integer> partitions) {
        return partitions.stream().mapToInt(accounts::count).sum();
    }

    private final class Rebalances implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (partitions.isEmpty()) {
                return;
            }
            reading.begin(partitions);
            partitions.forEach(one -> accounts.begin(one.partition(), new PartitionLease(proof)));
            renewal.dueAtOnce();
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            giveUp(partitions, times.drain(), words::askedBack);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            giveUp(partitions, Duration.ZERO, words::lost);
        }
    }

    private static List<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).toList();
    }

    /** Returns when nothing goes on any more with the keys of these partitions. */
    private void giveUp(
            Collection<TopicPartition> partitions,
            Duration drain,
            BiFunction<Collection<Integer>, Integer, String> sentence) {
        reading.forget(partitions);
        List<Integer> numbers = numbers(partitions);
        int count = count(numbers);
        List<PartitionLease> ended = numbers.stream()
                .map(accounts::end)
                .filter(lease -> lease != null)
                .toList();
        announced = new HashSet<>(announced);
        announced.removeAll(numbers);
        use(accounts.held());
        if (!closing && !ended.isEmpty()) {
            say.accept(sentence.apply(numbers, count));
        }
        int open = Drain.await(ended, drain);
        AccountUser now = user;
        if (open > 0 && now != null) {
            if (!drain.isZero()) {
                say.accept(words.cutOff(open, drain));
            }
            now.cutOff("its account is leased to another instance");
            Drain.await(ended, CUT_OFF_AT_MOST);
        }
    }
}
