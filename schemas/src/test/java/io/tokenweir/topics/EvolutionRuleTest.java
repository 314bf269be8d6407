package io.tokenweir.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.tokenweir.registry.SchemaText;

/**
 * The rule itself, by mutation: at every place of every schema, however deeply nested, each forbidden change must be found and
 * each allowed one let pass.
 */
class EvolutionRuleTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A change of one node of a schema's JSON, and which nodes it can be made to. */
    private record Mutation(Predicate<ObjectNode> where, Consumer<ObjectNode> change) {}

    static Stream<Arguments> forbidden() {
        return Stream.of(
                arguments(
                        "a field without default is added",
                        new Mutation(
                                EvolutionRuleTest::isRecord,
                                record -> fields(record).add(field("added")))),
                arguments(
                        "a field is removed",
                        new Mutation(
                                EvolutionRuleTest::isRecord,
                                record -> fields(record).remove(0))),
                arguments(
                        "the last field is removed",
                        new Mutation(
                                EvolutionRuleTest::isRecord,
                                record -> fields(record).remove(fields(record).size() - 1))),
                arguments(
                        "a field is renamed",
                        new Mutation(EvolutionRuleTest::isField, field -> field.put("name", "renamed"))),
                arguments(
                        "a default is taken away",
                        new Mutation(
                                field -> isField(field) && field.has("default"), field -> field.remove("default"))),
                arguments(
                        "a default is changed",
                        new Mutation(
                                field -> isField(field) && field.path("default").isIntegralNumber(),
                                field -> field.put(
                                        "default", field.get("default").asInt() + 1))),
                arguments("a text becomes bytes", retyped("string", "bytes")),
                arguments("an int becomes a long", retyped("int", "long")),
                arguments("a long becomes an int", retyped("long", "int")),
                arguments("a long becomes a double", retyped("long", "double")),
                arguments(
                        "a value may become null",
                        new Mutation(
                                field -> isField(field) && field.get("type").isTextual() && !field.has("default"),
                                field -> field.set(
                                        "type",
                                        JSON.createArrayNode().add("null").add(field.get("type"))))),
                arguments(
                        "an enum loses a symbol",
                        new Mutation(
                                EvolutionRuleTest::isEnum, type -> symbols(type).remove(0))),
                arguments(
                        "an enum has its symbols in another order",
                        new Mutation(
                                EvolutionRuleTest::isEnum,
                                type -> symbols(type).add(symbols(type).remove(0)))),
                arguments(
                        "an enum loses its default",
                        new Mutation(EvolutionRuleTest::isEnum, type -> type.remove("default"))));
    }

    static Stream<Arguments> allowed() {
        return Stream.of(
                arguments(
                        "a field with a default is added",
                        new Mutation(
                                EvolutionRuleTest::isRecord,
                                record ->
                                        fields(record).insert(0, field("added").put("default", 0)))),
                arguments("a nullable field is added", new Mutation(EvolutionRuleTest::isRecord, record -> {
                    ObjectNode added = field("added").putNull("default");
                    added.set("type", JSON.createArrayNode().add("null").add("string"));
                    fields(record).add(added);
                })),
                arguments(
                        "an enum gets a symbol",
                        new Mutation(
                                EvolutionRuleTest::isEnum, type -> symbols(type).insert(1, "ADDED"))),
                arguments(
                        "a doc is rewritten",
                        new Mutation(EvolutionRuleTest::isField, field -> field.put("doc", "Told better."))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forbidden")
    void isRefusedWhereverItIsMade(String what, Mutation mutation) {
        int mutants = mutantsOfAll(
                mutation,
                (released, mutant) -> assertThat(EvolutionRule.conflicts(mutant, released))
                        .as(() -> "%s, in %s".formatted(what, mutant))
                        .isNotEmpty());

        assertThat(mutants).isPositive();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("allowed")
    void passesWhereverItIsMade(String what, Mutation mutation) {
        int mutants = mutantsOfAll(
                mutation,
                (released, mutant) -> assertThat(EvolutionRule.conflicts(mutant, released))
                        .as(what)
                        .isEmpty());

        assertThat(mutants).isPositive();
    }

    private interface Check {
        void of(Schema released, Schema mutant);
    }

    private static int mutantsOfAll(Mutation mutation, Check check) {
        int mutants = 0;
        Set<String> seen = new HashSet<>();
        for (Topic topic : Topic.values()) {
            Schema released = new Schema.Parser().parse(SchemaText.plain(topic.valueSchema()));
            ObjectNode whole = json(released);
            for (int place : newPlaces(whole, mutation, seen)) {
                ObjectNode json = whole.deepCopy();
                List<ObjectNode> places = new ArrayList<>();
                collect(json, mutation.where(), places);
                mutation.change().accept(places.get(place));
                Schema mutant = parsed(json);
                if (mutant != null) {
                    check.of(released, mutant);
                    mutants++;
                }
            }
        }
        return mutants;
    }

    /** Null where Avro itself refuses the schema: a default that its type does not allow, a type whose definition is gone. */
    private static Schema parsed(ObjectNode json) {
        try {
            return new Schema.Parser().parse(json.toString());
        } catch (SchemaParseException | AvroTypeException e) {
            return null;
        }
    }

    private static ObjectNode json(Schema schema) {
        try {
            return (ObjectNode) JSON.readTree(schema.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Places of the schema but those within a type that an earlier topic has too: what is forbidden there was tried there. */
    private static List<Integer> newPlaces(ObjectNode whole, Mutation mutation, Set<String> seen) {
        List<ObjectNode> places = new ArrayList<>();
        collect(whole, mutation.where(), places);
        Set<ObjectNode> tried = Collections.newSetFromMap(new IdentityHashMap<>());
        List<ObjectNode> types = new ArrayList<>();
        collect(whole, node -> isRecord(node) || isEnum(node), types);
        for (ObjectNode type : types) {
            if (!seen.add(
                    type.path("namespace").asText() + "." + type.path("name").asText())) {
                List<ObjectNode> within = new ArrayList<>();
                collect(type, mutation.where(), within);
                tried.addAll(within);
            }
        }
        return IntStream.range(0, places.size())
                .filter(place -> !tried.contains(places.get(place)))
                .boxed()
                .toList();
    }

    private static void collect(JsonNode node, Predicate<ObjectNode> where, List<ObjectNode> places) {
        if (node instanceof ObjectNode object && where.test(object)) {
            places.add(object);
        }
        node.forEach(inner -> collect(inner, where, places));
    }

    private static Mutation retyped(String from, String to) {
        return new Mutation(
                field -> isField(field) && field.get("type").asText().equals(from) && !field.has("default"),
                field -> field.put("type", to));
    }

    private static boolean isRecord(ObjectNode node) {
        return node.path("type").asText().equals("record");
    }

    private static boolean isEnum(ObjectNode node) {
        return node.path("type").asText().equals("enum");
    }

    private static boolean isField(ObjectNode node) {
        return node.has("name") && node.has("type") && !isRecord(node) && !isEnum(node);
    }

    private static ArrayNode fields(ObjectNode record) {
        return (ArrayNode) record.get("fields");
    }

    private static ArrayNode symbols(ObjectNode type) {
        return (ArrayNode) type.get("symbols");
    }

    private static ObjectNode field(String name) {
        return JSON.createObjectNode().put("name", name).put("type", "long").put("doc", "A new one.");
    }
}
