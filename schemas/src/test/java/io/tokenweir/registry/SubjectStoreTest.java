package io.tokenweir.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectStoreTest {
    private static final String ONE = record("{\"name\":\"a\",\"type\":\"string\"}");
    private static final String MORE_WITH_DEFAULT =
            record("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"int\",\"default\":0}");
    private static final String MORE_WITHOUT_DEFAULT =
            record("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"int\"}");
    private static final String LESS = record("");
    private static final String CLASH = record("{\"name\":\"a\",\"type\":\"int\"}");

    private final SubjectStore store = new SubjectStore();

    @Test
    void countsVersionsFromOneAndIdsGlobally() {
        assertThat(register("s", ONE)).isEqualTo(new RegisteredSchema("s", 1, 1, ONE));
        assertThat(register("s", MORE_WITH_DEFAULT)).isEqualTo(new RegisteredSchema("s", 2, 2, MORE_WITH_DEFAULT));
        assertThat(store.latest("s").version()).isEqualTo(2);
    }

    @Test
    void anEqualSchemaKeepsItsIdUnderEverySubject() {
        register("s", ONE);
        register("s", MORE_WITH_DEFAULT);

        assertThat(register("t", ONE).id()).isEqualTo(1);
        assertThat(register("s", ONE).version()).isEqualTo(1);
        assertThat(store.versions("s")).hasSize(2);
    }

    @Test
    void spacesDoNotMakeASchemaANewOneButADocDoes() {
        register("s", ONE);

        assertThat(register("s", ONE.replace(",", " ,\n ")).id()).isEqualTo(1);
        assertThat(register("s", record("{\"name\":\"a\",\"type\":\"string\",\"doc\":\"d\"}"))
                        .id())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        // level, next: one with a default, one without, less, clash
        "NONE,                true,  true,  true,  true",
        "BACKWARD,            true,  false, true,  false",
        "FORWARD,             true,  true,  false, false",
        "FULL,                true,  false, false, false",
        "FULL_TRANSITIVE,     true,  false, false, false",
    })
    void theLevelDecidesWhatMayFollow(
            Compatibility level, boolean withDefault, boolean withoutDefault, boolean less, boolean clash) {
        register("s", ONE);
        store.applyLevel("s", level);

        assertThat(store.conflicts("s", MORE_WITH_DEFAULT).isEmpty()).isEqualTo(withDefault);
        assertThat(store.conflicts("s", MORE_WITHOUT_DEFAULT).isEmpty()).isEqualTo(withoutDefault);
        assertThat(store.conflicts("s", LESS).isEmpty()).isEqualTo(less);
        assertThat(store.conflicts("s", CLASH).isEmpty()).isEqualTo(clash);
    }

    @Test
    void onlyTransitiveLevelsLookFartherBackThanOneVersion() {
        register("s", ONE);
        register("s", LESS);

        assertThat(store.conflicts("s", CLASH)).isNotEmpty();
        assertThat(store.conflicts("s", record("{\"name\":\"a\",\"type\":\"int\",\"default\":0}")))
                .isEmpty();
        store.applyLevel("s", Compatibility.BACKWARD_TRANSITIVE);
        assertThat(store.conflicts("s", record("{\"name\":\"a\",\"type\":\"int\",\"default\":0}")))
                .isNotEmpty();
    }

    @Test
    void refusesWhatIsIncompatibleOrNoSchemaOrUnknown() {
        register("s", ONE);

        assertThat(codeOf(() -> store.plan("s", CLASH))).isEqualTo(RegistryException.INCOMPATIBLE);
        assertThat(codeOf(() -> store.plan("s", "{\"type\":\"nonsense\"}")))
                .isEqualTo(RegistryException.INVALID_SCHEMA);
        assertThat(codeOf(() -> store.latest("t"))).isEqualTo(RegistryException.SUBJECT_NOT_FOUND);
        assertThat(codeOf(() -> store.lookUp("s", CLASH))).isEqualTo(RegistryException.SCHEMA_NOT_FOUND);
        assertThat(codeOf(() -> store.schemaById(7))).isEqualTo(RegistryException.SCHEMA_NOT_FOUND);
    }

    @Test
    void replayingTheSameChangesRebuildsTheSameStore() {
        RegisteredSchema first = register("s", ONE);
        RegisteredSchema second = register("s", MORE_WITH_DEFAULT);
        SubjectStore replayed = new SubjectStore();
        replayed.apply(first);
        replayed.apply(second);
        replayed.apply(second);

        assertThat(replayed.versions("s")).isEqualTo(store.versions("s"));
        assertThat(replayed.plan("t", LESS)).isEqualTo(store.plan("t", LESS));
    }

    private RegisteredSchema register(String subject, String schema) {
        RegisteredSchema version = store.plan(subject, schema);
        store.apply(version);
        return version;
    }

    private static int codeOf(Runnable call) {
        int[] code = {0};
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(RegistryException.class, refusal -> code[0] = refusal.errorCode());
        return code[0];
    }

    private static String record(String fields) {
        return "{\"type\":\"record\",\"name\":\"R\",\"namespace\":\"n\",\"fields\":[" + fields + "]}";
    }
}
