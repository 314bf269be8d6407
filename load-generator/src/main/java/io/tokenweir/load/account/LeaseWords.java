package io.tokenweir.load.account;

import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;

/** What is said about leases: a sentence each. Pure. */
final class LeaseWords {
    private final String topic;
    private final String batch;

    LeaseWords(String topic, String batch) {
        this.topic = topic;
        this.batch = batch;
    }

    String taken(Collection<Integer> partitions, int of, int accounts) {
        return accounts(accounts) + " of batch " + batch + " leased: "
                + (partitions.size() == of ? "all " + of + " partitions" : names(partitions) + " of " + of) + " of "
                + topic + ".";
    }

    String came(Collection<Integer> partitions, int accounts) {
        return capital(names(partitions)) + " of " + topic + " came to this instance: " + accounts(accounts)
                + " more may be used.";
    }

    String askedBack(Collection<Integer> partitions, int accounts) {
        return capital(names(partitions)) + " of " + topic + (partitions.size() == 1 ? " goes" : " go")
                + " to another instance: nothing is started any more with " + accounts(accounts) + ".";
    }

    String lost(Collection<Integer> partitions, int accounts) {
        return "The lease of " + names(partitions) + " of " + topic
                + " was lost: nothing is started any more with " + accounts(accounts)
                + ", and what is open with them is broken off.";
    }

    String cutOff(int open, Duration after) {
        return open + (open == 1 ? " request was" : " requests were") + " still open with them after "
                + (after.toSeconds() > 0 ? after.toSeconds() + " s" : after.toMillis() + " ms") + ", and broken off.";
    }

    String unconfirmed(Duration since) {
        return "Kafka has not confirmed the lease of the accounts for " + since.toSeconds()
                + " s: nothing is started until it does.";
    }

    String confirmed() {
        return "Kafka has confirmed the lease of the accounts again.";
    }

    String none() {
        return "No account of batch " + batch + " is ready in " + topic
                + "; ./weir provision makes some, --keys-file brings your own.";
    }

    String noneHere(Collection<Integer> partitions) {
        return "No account of batch " + batch + " is ready in " + names(partitions) + " of " + topic
                + ", which are leased to this instance; start fewer instances, or provision more accounts.";
    }

    String noPartition(int of, Duration waited) {
        return "No partition of " + topic + " came to this instance in " + waited.toSeconds() + " s: others have all "
                + of + ", and their accounts; start no more instances than there are partitions.";
    }

    private static String accounts(int count) {
        return count + (count == 1 ? " account" : " accounts");
    }

    private static String names(Collection<Integer> partitions) {
        return (partitions.size() == 1 ? "partition " : "partitions ")
                + partitions.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
