package io.tokenweir.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.tokenweir.registry.RegistryException;
import io.tokenweir.registry.SubjectStore;

class RegistryApiTest {
    private static final String STRING = "{\"schema\":\"\\\"string\\\"\"}";
    private static final String INT = "{\"schema\":\"\\\"int\\\"\"}";

    private final Map<String, String> log = new LinkedHashMap<>();
    private final RegistryApi api = new RegistryApi(new SubjectStore(), log::put);

    @Test
    void registersOnceAndAnswersTheSameIdAgain() {
        assertThat(post("subjects/s/versions", STRING)).isEqualTo("{\"id\":1}");
        assertThat(post("subjects/s/versions", STRING)).isEqualTo("{\"id\":1}");
        assertThat(log).hasSize(1);
    }

    @Test
    void answersVersionsAndIds() {
        post("subjects/s/versions", STRING);
        String version = "{\"subject\":\"s\",\"version\":1,\"id\":1,\"schema\":\"\\\"string\\\"\"}";

        assertThat(get("subjects")).isEqualTo("[\"s\"]");
        assertThat(get("subjects/s/versions")).isEqualTo("[1]");
        assertThat(get("subjects/s/versions/1")).isEqualTo(version);
        assertThat(get("subjects/s/versions/latest")).isEqualTo(version);
        assertThat(get("subjects/s/versions/-1")).isEqualTo(version);
        assertThat(get("subjects/s/versions/1/schema")).isEqualTo("\"string\"");
        assertThat(get("schemas/ids/1")).isEqualTo(STRING);
        assertThat(post("subjects/s", STRING)).isEqualTo(version);
    }

    @Test
    void theFirstVersionOfASubjectIsAlwaysCompatible() {
        assertThat(post("compatibility/subjects/s/versions/latest", STRING)).isEqualTo("{\"is_compatible\":true}");
    }

    @Test
    void checksAgainstOneVersionOrAll() {
        post("subjects/s/versions", STRING);

        assertThat(post("compatibility/subjects/s/versions/1", INT)).isEqualTo("{\"is_compatible\":false}");
        assertThat(post("compatibility/subjects/s/versions", INT)).isEqualTo("{\"is_compatible\":false}");
    }

    @Test
    void levelsAreBackwardUnlessSetForASubjectOrForAll() {
        assertThat(get("config")).isEqualTo("{\"compatibilityLevel\":\"BACKWARD\"}");
        assertThat(call("PUT", "config/s", "{\"compatibility\":\"NONE\"}")).isEqualTo("{\"compatibility\":\"NONE\"}");
        assertThat(call("PUT", "config", "{\"compatibility\":\"full\"}")).isEqualTo("{\"compatibility\":\"FULL\"}");
        assertThat(get("config/s")).isEqualTo("{\"compatibilityLevel\":\"NONE\"}");
        assertThat(get("config")).isEqualTo("{\"compatibilityLevel\":\"FULL\"}");
        assertThat(codeOf("GET", "config/t", "")).isEqualTo(40408);
    }

    @Test
    void keepsItsChangesInConfluentsRecordsAndRebuildsFromThem() {
        post("subjects/s/versions", STRING);
        call("PUT", "config/s", "{\"compatibility\":\"NONE\"}");
        post("subjects/s/versions", INT);
        SubjectStore rebuilt = new SubjectStore();
        log.forEach((key, value) -> RegistryRecords.replay(rebuilt, key, value));
        RegistryApi again = new RegistryApi(rebuilt, log::put);

        assertThat(log.keySet())
                .first()
                .isEqualTo("{\"keytype\":\"SCHEMA\",\"subject\":\"s\",\"version\":1,\"magic\":1}");
        assertThat(call(again, "GET", "subjects/s/versions/2", "")).contains("\"id\":2");
        assertThat(call(again, "GET", "config/s", "")).contains("NONE");
    }

    @Test
    void aVersionThatCannotBeMadeDurableIsNotThere() {
        RegistryApi broken = new RegistryApi(new SubjectStore(), (key, value) -> {
            throw new PlatformException("no broker");
        });

        assertThatThrownBy(() -> call(broken, "POST", "subjects/s/versions", STRING))
                .hasMessage("no broker");
        assertThat(call(broken, "GET", "subjects", "")).isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET  | subjects/nobody/versions        | ''                          | 40401",
                "GET  | subjects/s/versions/2           | ''                          | 40402",
                "GET  | subjects/s/versions/0           | ''                          | 42202",
                "GET  | subjects/s/versions/first       | ''                          | 42202",
                "GET  | schemas/ids/9                   | ''                          | 40403",
                "POST | subjects/s                      | {\"schema\":\"\\\"long\\\"\"} | 40403",
                "POST | subjects/s/versions             | {\"schema\":\"\\\"int\\\"\"}  | 409",
                "POST | subjects/s/versions             | {\"schema\":\"nonsense\"}   | 42201",
                "POST | subjects/s/versions             | {\"schema\":\"x\",\"schemaType\":\"PROTOBUF\"} | 42201",
                "POST | subjects/s/versions             | {}                          | 42201",
                "POST | subjects/s/versions             | []                          | 422",
                "POST | subjects/s/versions             | not json                    | 400",
                "PUT  | config                          | {\"compatibility\":\"SOME\"} | 42203",
                "GET  | nowhere                         | ''                          | 404",
                "DELETE | subjects/s                    | ''                          | 405",
            })
    void refusesInConfluentsCodes(String method, String path, String body, int code) {
        post("subjects/s/versions", STRING);

        assertThat(codeOf(method, path, body)).isEqualTo(code);
    }

    private String get(String path) {
        return call("GET", path, "");
    }

    private String post(String path, String body) {
        return call("POST", path, body);
    }

    private String call(String method, String path, String body) {
        return call(api, method, path, body);
    }

    private static String call(RegistryApi api, String method, String path, String body) {
        return api.answer(new RegistryApi.Call(method, Arrays.asList(path.split("/")), false, false, body))
                .toString();
    }

    private int codeOf(String method, String path, String body) {
        int[] code = {0};
        assertThatThrownBy(() -> call(method, path, body))
                .isInstanceOfSatisfying(RegistryException.class, refusal -> code[0] = refusal.errorCode());
        return code[0];
    }
}
