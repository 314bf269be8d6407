package io.tokenweir.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.tokenweir.simulator.Client.Answer;
import io.tokenweir.simulator.account.Secrets;
import io.tokenweir.simulator.config.MailConfig;
import io.tokenweir.simulator.config.PortalConfig;
import io.tokenweir.simulator.config.PortalFaults;
import io.tokenweir.simulator.config.RateConfig;

/** Organisations, projects, limits, lock-out, faults, and the truth about accounts. */
class PortalIT {
    private static final String ADA = "ada@mail.sim.test";
    private static final String PASSWORD = "long enough";
    private SimulatedProvider provider;

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void keysBelongToAProjectOfAnOrganisation() {
        start(portal -> portal.with(PortalConfig.Organisations.OWN));
        Client session = session(ADA);
        JsonNode own = session.get("/organizations").json().get(0);
        Answer team = session.post("/organizations", "{'name':'Team'}");
        String teamId = team.at("/id");
        Answer project = session.post("/organizations/" + teamId + "/projects", "{'name':'Batch'}");

        Answer first = session.post("/api-keys", "{'name':'first'}");
        Answer second = session.post("/api-keys", "{'name':'second','project':'" + project.at("/id") + "'}");

        assertThat(first.at("/organization")).isEqualTo(own.at("/id").asText());
        assertThat(first.at("/project")).isEqualTo(own.at("/projects/0/id").asText());
        assertThat(second.at("/organization")).isEqualTo(teamId);
        assertThat(session.get("/organizations/" + teamId + "/projects").json())
                .extracting(each -> each.at("/name").asText())
                .containsExactly("Default project", "Batch");
        assertThat(session("bob@mail.sim.test")
                        .get("/organizations/" + teamId + "/projects")
                        .status())
                .isEqualTo(404);
        assertThat(session.post("/api-keys", "{'name':'third','project':'proj_none'}")
                        .at("/error/code"))
                .isEqualTo("unknown_project");
    }

    @Test
    void accountsShareOneOrganisationUnlessToldOtherwise() {
        start(portal -> portal);

        assertThat(session(ADA).get("/organizations").at("/0/id")).isEqualTo("org-tokenweir");
        assertThat(session("bob@mail.sim.test").get("/organizations").at("/0/id"))
                .isEqualTo("org-tokenweir");
    }

    @Test
    void keysLookLikeTheVendorsWhoseTemplateIsConfigured() {
        start(portal -> portal.withKeyTemplate("sk-ant-api03-{url:93}AA"));

        Answer key = session(ADA).post("/api-keys", "{'name':'first'}");

        assertThat(key.at("/key")).startsWith("sk-ant-api03-").endsWith("AA");
        assertThat(new Client(provider.apiUrl(), key.at("/key")).get("/models").status())
                .isEqualTo(200);
    }

    @Test
    void tellsTheTruthAboutAccountsWithoutTheirKeys() {
        start(portal -> portal);
        Client session = session(ADA);
        signUp(ADA);
        Answer gone = session.post("/api-keys", "{'name':'gone'}");
        session.delete("/api-keys/" + gone.at("/id"));
        Answer kept = session.post("/api-keys", "{'name':'kept'}");

        Answer truth = client().get("/admin/accounts");

        assertThat(truth.at("/address")).isEqualTo(ADA);
        assertThat(truth.at("/state")).isEqualTo("verified");
        assertThat(truth.json().at("/refusedSignUps").asInt()).isEqualTo(1);
        assertThat(truth.json().at("/keysMade").asInt()).isEqualTo(2);
        assertThat(truth.json().at("/keys")).hasSize(1);
        assertThat(truth.at("/keys/0/id")).isEqualTo(kept.at("/id"));
        assertThat(truth.at("/keys/0/fingerprint")).isEqualTo(Secrets.fingerprint(kept.at("/key")));
        assertThat(truth.response().body()).doesNotContain(kept.at("/key"), gone.at("/key"));
        assertThat(client().get("/admin/accounts?address=nobody@mail.sim.test")
                        .response()
                        .body())
                .isEmpty();
    }

    @Test
    void limitsEachEndpointForItself() {
        start(portal -> portal.withLimits(new RateConfig(0.01, 1)));
        String login = "{'email':'" + ADA + "','password':'" + PASSWORD + "'}";
        String code = "{'email':'" + ADA + "','code':'123456'}";

        assertThat(client().post("/login", login).status()).isEqualTo(401);
        Answer refused = client().post("/login", login);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(90, 100);
        assertThat(client().post("/verify", code).status()).isEqualTo(404);
        assertThat(client().post("/verify", code).status()).isEqualTo(429);
        assertThat(client().post("/signup/resend", code).status()).isEqualTo(404);
        assertThat(client().post("/signup/resend", code).status()).isEqualTo(429);
        assertThat(client().get("/api-keys").status()).isEqualTo(401);
        assertThat(client().get("/api-keys").status()).isEqualTo(429);
    }

    @Test
    void locksAnAddressAfterTooManyWrongPasswords() {
        start(portal -> portal);
        session(ADA);
        for (int i = 0; i < 10; i++) {
            assertThat(login(ADA, "wrong word").at("/error/code")).isEqualTo("wrong_credentials");
        }

        assertThat(login(ADA, PASSWORD).status()).isEqualTo(403);
        assertThat(login(ADA, PASSWORD).at("/error/code")).isEqualTo("login_locked");
    }

    @Test
    void demandsACaptchaAndMakesNoAccount() {
        start(portal -> portal.with(new PortalFaults(1, 0, 0, 0, 0, 0)));

        assertThat(signUp(ADA).at("/error/code")).isEqualTo("captcha_required");
        assertThat(client().get("/signup?email=" + ADA).status()).isEqualTo(404);
    }

    @Test
    void answersWithAnErrorPageAndMakesNoAccount() {
        start(portal -> portal.with(new PortalFaults(0, 1, 0, 0, 0, 0)));

        Answer answer = signUp(ADA);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).startsWith("text/html");
        assertThat(client().get("/signup?email=" + ADA).status()).isEqualTo(404);
    }

    @Test
    void makesTheAccountWhoseAnswerIsLost() {
        start(portal -> portal.with(new PortalFaults(0, 0, 1, 0, 0, 0)));

        assertThatThrownBy(() -> signUp(ADA)).isInstanceOf(AssertionError.class);

        assertThat(client().get("/signup?email=" + ADA).at("/state")).isEqualTo("pending");
    }

    @Test
    void sendsAnExpiredLinkFirstAndAGoodOneOnRequest() {
        start(portal -> portal.with(new PortalFaults(0, 0, 0, 1, 0, 0)));
        Client box = mailbox(ADA);
        signUp(ADA);
        assertThat(client().get(link(box, 1)).at("/error/code")).isEqualTo("expired");

        client().post("/signup/resend", "{'email':'" + ADA + "'}");

        assertThat(client().get(link(box, 2)).status()).isEqualTo(200);
    }

    @Test
    void makesTheKeyWhoseAnswerIsLost() {
        start(portal -> portal.with(new PortalFaults(0, 0, 0, 0, 1, 0)));
        Client session = session(ADA);

        assertThatThrownBy(() -> session.post("/api-keys", "{'name':'lost'}")).isInstanceOf(AssertionError.class);

        assertThat(session.get("/api-keys").at("/0/name")).isEqualTo("lost");
    }

    @Test
    void handsOutAKeyThatOpensNothing() {
        start(portal -> portal.with(new PortalFaults(0, 0, 0, 0, 0, 1)));
        Client session = session(ADA);
        String key = session.post("/api-keys", "{'name':'dead'}").at("/key");

        assertThat(new Client(provider.apiUrl(), key).get("/models").status()).isEqualTo(401);
        assertThat(session.get("/api-keys").json()).hasSize(1);
        assertThat(client().get("/admin/accounts").json().at("/keys/0/dead").asBoolean())
                .isTrue();
    }

    private void start(UnaryOperator<PortalConfig> portal) {
        provider = SimulatedProvider.start(SimulatorConfig.builder()
                .acceptAnyKey(false)
                .mail(MailConfig.immediate())
                .portal(portal.apply(SimulatorConfig.defaults().portal()))
                .build());
    }

    private Client client() {
        return new Client(provider.portalUrl(), null);
    }

    private Answer signUp(String address) {
        return client().post("/signup", "{'email':'" + address + "','password':'" + PASSWORD + "','name':'A Name'}");
    }

    private Answer login(String address, String password) {
        return client().post("/login", "{'email':'" + address + "','password':'" + password + "'}");
    }

    private Client session(String address) {
        Client box = mailbox(address);
        assertThat(signUp(address).status()).isEqualTo(202);
        assertThat(client().get(link(box, 1)).status()).isEqualTo(200);
        return client().as(login(address, PASSWORD).at("/session"));
    }

    private Client mailbox(String address) {
        Client mailboxes = new Client(provider.mailboxUrl(), null);
        String box = "{'address':'" + address + "','password':'box secret'}";
        assertThat(mailboxes.post("/mailboxes", box).status()).isEqualTo(201);
        return mailboxes.as(mailboxes.post("/token", box).at("/token"));
    }

    /** The path of the link in the n-th mail, when it has come. */
    private static String link(Client box, int n) {
        JsonNode list = await().until(() -> box.get("/messages").json(), mails -> mails.size() == n);
        String id = list.get(n - 1).get("id").asText();
        Matcher link = Pattern.compile("/verify\\?token=[0-9a-f]+")
                .matcher(box.get("/messages/" + id).at("/text"));
        assertThat(link.find()).isTrue();
        return link.group();
    }
}
