package io.tokenweir.provision.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.tokenweir.provision.http.HttpAnswer;

class RecipeTest {
    private static final String GOOD = """
            provider: acme
            procedures:
              sign-up:
                - request: POST {{portal}}/join
                  form: {mail: '{{email}}'}
                  expect: [200, 201]
                  on: {409: exists}
                  extract: {ticket: 'regex:ticket=(\\w+)'}
              issue-key:
                - step: make
                  request: POST {{portal}}/keys/{{ticket}}
                  extract: {apiKey: $.key}
              prove-key:
                - request: GET {{api}}/models
            """;

    private static final URI PAGE = URI.create("http://127.0.0.1:8000/join/form");

    private static Answered answer(String body) {
        HttpHeaders headers = HttpHeaders.of(
                Map.of("Location", List.of("/next"), "Set-Cookie", List.of("sid=s-1; Path=/; HttpOnly")),
                (name, value) -> true);
        CookieJar cookies = new CookieJar();
        cookies.store(PAGE, headers);
        return new Answered(new HttpAnswer(200, headers, body), PAGE, cookies);
    }

    private static List<String> find(String source, String body) {
        return Source.parse(source).find(answer(body), Map.of("mine", "a-1"));
    }

    @Test
    void readsTheWorkedExample() {
        Recipe recipe = Recipe.simulator();
        assertThat(recipe.procedures().keySet()).isEqualTo(Recipe.KNOWN);
        assertThat(recipe.provider()).isEqualTo("simulator");
    }

    @Test
    void knowsWhatAnswersMean() {
        HttpStep step =
                RecipeReader.read("r.yaml", GOOD).procedures().get("sign-up").get(0);
        assertThat(step.outcomes())
                .containsEntry(200, Outcome.DONE)
                .containsEntry(201, Outcome.DONE)
                .containsEntry(409, Outcome.EXISTS);
        assertThat(step.repeatable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            on: {409: exists}        | on: {409: there}        | r.yaml:7: step 'sign-up': 'there' is no meaning
            expect: [200, 201]       | expect: [200, 2001]     | r.yaml:6: step 'sign-up': expected an HTTP status such as 200, not '2001'
            request: GET {{api}}     | request: FETCH {{api}}  | r.yaml:14: step 'prove-key': expected a method and an address
            {{ticket}}               | {{tiket}}               | r.yaml:10: step 'make': {{tiket}} is never set
            prove-key:               | proof:                  | procedures: 'proof' is unknown; expected one of
            apiKey: $.key            | apiKey: $.key!          | r.yaml:12: step 'make': '!' in the path $.key! is not understood
            apiKey: $.key            | apiKey: key             | r.yaml:12: step 'make': 'key' is no place in an answer
            (\\w+)                   | (                       | no regular expression
            apiKey: $.key            | apiKey: 'css:a[['       | r.yaml:12: step 'make': 'a[[' is no CSS selector
            expect: [200, 201]       | follow: maybe           | r.yaml:6: step 'sign-up': expected 'follow: true'
            expect: [200, 201]       | when: [{that: body}]    | r.yaml:6: step 'sign-up': expected 'means'
            step: make               | stepp: make             | 'stepp' is unknown; expected one of
            """)
    void namesFileLineStepAndWhatWasExpected(String good, String bad, String message) {
        String broken = GOOD.replace(good, bad);
        assertThat(broken).isNotEqualTo(GOOD);
        assertThatThrownBy(() -> RecipeReader.read("r.yaml", broken))
                .isInstanceOf(RecipeException.class)
                .hasMessageContaining(message);
    }

    @Test
    void namesTheLineOfWhatIsNoYaml() {
        assertThatThrownBy(() -> RecipeReader.read("r.yaml", "provider: a\nprocedures: ["))
                .hasMessageContaining("r.yaml:");
    }

    @Test
    void saysWhichFileIsNotThere() {
        assertThatThrownBy(() -> Recipe.read(Path.of("nowhere.yaml"))).hasMessageContaining("nowhere.yaml");
    }

    @Test
    void findsFieldsElementsAndFilteredItems() {
        String body = "{\"keys\":[{\"id\":1,\"name\":\"a-1\"},{\"id\":2,\"name\":\"b\"}],\"n\":null}";
        assertThat(find("$.keys[1].id", body)).containsExactly("2");
        assertThat(find("$.keys[*].id", body)).containsExactly("1", "2");
        assertThat(find("$.keys[?name={{mine}}].id", body)).containsExactly("1");
        assertThat(find("$.n", body)).isEmpty();
    }

    @Test
    void findsNothingByPathInAnErrorPage() {
        assertThat(find("$.accountId", "<html>Something went wrong</html>")).isEmpty();
    }

    @Test
    void findsHeadersAndCapturedTexts() {
        assertThat(find("header:location", "")).containsExactly("/next");
        assertThat(find("regex:id=(\\d+)", "id=1 id=22")).containsExactly("1", "22");
        assertThat(find("body", "all\nof it")).first().isEqualTo("all\nof it");
    }

    @Test
    void findsFieldsOfAFormByCss() {
        String page =
                "<form action='../done'><input type=hidden name=csrf value='t&amp;1'></form><h1> Two <b>words</b></h1>";
        assertThat(find("css:form input[name=csrf]@value", page)).containsExactly("t&1");
        assertThat(find("css:form@abs:action", page)).containsExactly("http://127.0.0.1:8000/done");
        assertThat(find("css:h1", page)).containsExactly("Two words");
        assertThat(find("css:a[href*='@']", "<a href='mailto:x@y.z'>mail</a>")).containsExactly("mail");
        assertThat(find("css:.error", page)).isEmpty();
    }

    @Test
    void findsCookiesAndTheAddressAsked() {
        assertThat(find("cookie:sid", "")).containsExactly("s-1");
        assertThat(find("url", "")).containsExactly(PAGE.toString());
    }

    @Test
    void readsTheWorkedExampleOfForms() {
        Recipe recipe = Recipe.htmlForm();
        assertThat(recipe.provider()).isEqualTo("html-form");
        assertThat(recipe.procedures().get(Recipe.SIGN_UP))
                .extracting(HttpStep::follow)
                .containsExactly(0, 5);
    }

    @Test
    void quotesAnErrorPageWithoutOurSecrets() {
        String page = "<div class=error>No account for  secret-9 here</div>";
        assertThat(ErrorPage.clause(answer(page), Map.of("accountPassword", "secret-9", "email", "here")))
                .isEqualTo("; it says \"No account for {{accountPassword}} here\"");
        assertThat(ErrorPage.clause(answer("{\"error\":{\"message\":\"closed\"}}"), Map.of()))
                .isEqualTo("; it says \"closed\"");
        assertThat(ErrorPage.clause(answer("{}"), Map.of())).isEmpty();
    }

    @Test
    void escapesWhatGoesIntoAnAddress() {
        assertThat(Template.fill("?email={{email|url}}&raw={{email}}", Map.of("email", "a+b@c.d")))
                .isEqualTo("?email=a%2Bb%40c.d&raw=a+b@c.d");
    }
}
