package io.tokenweir.common.run;

import java.nio.charset.StandardCharsets;

import org.apache.kafka.common.utils.Utils;

/** Which partition an account's records go to: Kafka's own default for its key, so that other clients agree. */
public final class Partitions {
    private Partitions() {}

    public static byte[] key(String accountId) {
        return accountId.getBytes(StandardCharsets.UTF_8);
    }

    public static int of(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
}
