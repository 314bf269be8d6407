package io.tokenweir.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;

import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.Config;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import io.tokenweir.registry.SchemaRegistryClient;
import io.tokenweir.topics.Topic;

/** Confluent's own client (7.5, as Flink ships it) finds our registry to be one of its own. */
class ConfluentClientIT {
    private static final String URL = SharedPlatform.get().schemaRegistryUrl();

    private final CachedSchemaRegistryClient confluent = new CachedSchemaRegistryClient(URL, 100);
    private final String subject = "oracle/" + UUID.randomUUID() + " value+1";
    private final AvroSchema one = record("{\"name\":\"a\",\"type\":\"string\"}");
    private final AvroSchema two =
            record("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"int\",\"default\":0}");
    private final AvroSchema clash = record("{\"name\":\"a\",\"type\":\"int\"}");

    @Test
    void registersAndFindsById() throws Exception {
        int id = confluent.register(subject, one);

        assertThat(fresh().getSchemaById(id).canonicalString()).isEqualTo(one.canonicalString());
        assertThat(fresh().register(subject, one)).isEqualTo(id);
        assertThat(fresh().getId(subject, one)).isEqualTo(id);
        assertThat(confluent.getAllSubjects()).contains(subject);
    }

    @Test
    void countsVersionsAndKnowsTheLatest() throws Exception {
        confluent.register(subject, one);
        int id = confluent.register(subject, two);

        assertThat(confluent.getAllVersions(subject)).isEqualTo(List.of(1, 2));
        assertThat(confluent.getVersion(subject, two)).isEqualTo(2);
        assertThat(confluent.getLatestSchemaMetadata(subject).getId()).isEqualTo(id);
        assertThat(confluent.getSchemaMetadata(subject, 1).getSchema()).isEqualTo(one.canonicalString());
    }

    @Test
    void testsCompatibilityByTheSubjectsLevel() throws Exception {
        confluent.register(subject, two);

        assertThat(confluent.testCompatibility(subject, one)).isTrue();
        assertThat(confluent.testCompatibility(subject, clash)).isFalse();
        assertThat(confluent.testCompatibilityVerbose(subject, clash)).isNotEmpty();

        confluent.updateConfig(subject, new Config("NONE"));
        assertThat(confluent.getConfig(subject).getCompatibilityLevel()).isEqualTo("NONE");
        assertThat(confluent.testCompatibility(subject, clash)).isTrue();
    }

    @Test
    void isRefusedInConfluentsOwnCodes() throws Exception {
        confluent.register(subject, one);

        assertThat(codeOf(() -> fresh().register(subject, clash))).isEqualTo(409);
        assertThat(codeOf(() -> confluent.getLatestSchemaMetadata("nobody"))).isEqualTo(40401);
        assertThat(codeOf(() -> confluent.getSchemaMetadata(subject, 9))).isEqualTo(40402);
        assertThat(codeOf(() -> confluent.getSchemaById(999_999))).isEqualTo(40403);
        assertThat(codeOf(() -> confluent.getId(subject, two))).isEqualTo(40403);
        assertThat(codeOf(() -> confluent.updateConfig(subject, new Config("SOMEHOW"))))
                .isEqualTo(42203);
    }

    @Test
    void readsTheSchemasThatOurClientRegisters() throws Exception {
        SchemaRegistryClient ours = SchemaRegistryClient.of(URL);
        for (Topic topic : Topic.values()) {
            int id = ours.register(subject + topic, topic.valueSchema());
            String text = ours.latest(subject + topic).schema();

            assertThat(confluent.getId(subject + topic, new AvroSchema(text))).isEqualTo(id);
            assertThat(ours.idOf(subject + topic, topic.valueSchema())).isEqualTo(id);
            assertThat(ours.isCompatible(subject + topic, topic.valueSchema())).isTrue();
        }
    }

    private static CachedSchemaRegistryClient fresh() {
        return new CachedSchemaRegistryClient(URL, 100);
    }

    private static AvroSchema record(String fields) {
        return new AvroSchema("{\"type\":\"record\",\"name\":\"R\",\"namespace\":\"n\",\"fields\":[" + fields + "]}");
    }

    private static int codeOf(ThrowingCallable call) {
        int[] code = {0};
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(RestClientException.class, refusal -> code[0] = refusal.getErrorCode());
        return code[0];
    }
}
