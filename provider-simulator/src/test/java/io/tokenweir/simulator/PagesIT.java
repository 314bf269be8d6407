package io.tokenweir.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.tokenweir.simulator.config.MailConfig;
import io.tokenweir.simulator.config.ModelConfig;

/** The portal as a browser without scripts sees it: pages, forms, cookies, redirects. */
class PagesIT {
    private static SimulatedProvider provider;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    @BeforeAll
    static void start() {
        provider = SimulatedProvider.start(SimulatorConfig.builder()
                .acceptAnyKey(false)
                .mail(MailConfig.immediate())
                .model("quick", ModelConfig.fixed("quick", 1, 0))
                .build());
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @Test
    void theFirstPageSaysWhatRunsWhere() {
        String page = get("/").body();

        assertThat(page)
                .contains(provider.apiUrl(), provider.mailboxUrl(), Integer.toString(provider.smtpPort()))
                .contains("quick", "sim-large", "curl -N")
                .doesNotContain("<script", "src=\"http", "{{");
        assertThat(new Client(provider.portalUrl(), null).get("/").at("/api")).isEqualTo(provider.apiUrl());
    }

    @Test
    void leadsAPersonFromSignUpToAKeyAndAway() {
        String address = "ada@mail.sim.test";
        Client box = mailbox(address);
        HttpResponse<String> check =
                post("/signup", "/signup", Map.of("name", "Ada", "email", address, "password", "long enough"));
        assertThat(check.uri().getPath()).isEqualTo("/check-mail");
        assertThat(check.body()).contains(address, "Code of six digits");

        await().until(() -> !box.get("/messages").json().isEmpty());
        String inbox = get(provider.mailboxUrl() + "/inbox?address=" + address).body();
        String mail = get(provider.mailboxUrl() + find("href=\"(/inbox/\\d+)\"", inbox))
                .body();
        assertThat(get(find("href=\"(http://[^\"]+/verify\\?token=[0-9a-f]+)\"", mail))
                        .body())
                .contains("is verified");
        HttpResponse<String> account = post("/login", "/login", Map.of("email", address, "password", "long enough"));
        assertThat(account.uri().getPath()).isEqualTo("/account");

        post("/account", "/organizations/org-tokenweir/projects", Map.of("name", "Batch <b>"));
        String page = get("/account").body();
        assertThat(page).contains("Batch &lt;b&gt;").doesNotContain("<b>");
        String project = find("value=\"(proj_[^\"]+)\">org-tokenweir / Batch", page);

        HttpResponse<String> made = post("/account", "/api-keys", Map.of("name", "first", "project", project));
        String key = find("id=\"key\">([^<]+)<", made.body());
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(new Client(provider.apiUrl(), key).get("/models").status()).isEqualTo(200);
        assertThat(get("/account").body()).contains("first").doesNotContain(key);

        String revoke =
                find("action=\"(/api-keys/[^\"]+/revoke)\"", get("/account").body());
        assertThat(post("/account", revoke, Map.of()).body()).contains("There is none yet");
        assertThat(new Client(provider.apiUrl(), key).get("/models").status()).isEqualTo(401);

        post("/account", "/logout", Map.of());
        assertThat(get("/account").uri().getPath()).isEqualTo("/login");
    }

    @Test
    void showsARefusedFormAgainWithTheReasonAndWithoutThePassword() {
        HttpResponse<String> weak =
                post("/signup", "/signup", Map.of("name", "Bob", "email", "bob@mail.sim.test", "password", "short1"));

        assertThat(weak.statusCode()).isEqualTo(422);
        assertThat(weak.body())
                .contains("at least 8 characters", "bob@mail.sim.test", "role=\"alert\"")
                .doesNotContain("short1");
        assertThat(post("/login", "/login", Map.of("email", "bob@mail.sim.test", "password", "long enough"))
                        .body())
                .contains("No account has this address and password");
    }

    @Test
    void refusesAFormThatIsNotFromHere() {
        HttpResponse<String> foreign = send(form("/login", Map.of("email", "a@b.test", "password", "long enough")));

        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(foreign.body()).contains("not from here");
    }

    @Test
    void answersAProgramThatPostsAFormInJson() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(provider.portalUrl() + "/signup"))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("email=form%40mail.sim.test&password=long+enough&name=F"))
                .build();

        HttpResponse<String> answer = browser.send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("\"state\":\"pending\"");
    }

    private HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : provider.portalUrl() + path))
                .header("accept", "text/html,application/xhtml+xml"));
    }

    /** Posts a form as the page {@code from} would. */
    private HttpResponse<String> post(String from, String to, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("form", find("name=\"form\" value=\"([0-9a-f]+)\"", get(from).body()));
        return send(form(to, all));
    }

    private static HttpRequest.Builder form(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(URI.create(provider.portalUrl() + path))
                .header("accept", "text/html,application/xhtml+xml")
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return browser.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private static Client mailbox(String address) {
        Client mailboxes = new Client(provider.mailboxUrl(), null);
        String box = "{'address':'" + address + "','password':'box secret'}";
        mailboxes.post("/mailboxes", box);
        return mailboxes.as(mailboxes.post("/token", box).at("/token"));
    }

    private static String find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}
