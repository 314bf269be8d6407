package io.tokenweir.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.tokenweir.simulator.Client.Answer;
import io.tokenweir.simulator.config.MailConfig;
import io.tokenweir.simulator.config.ModelConfig;

class SignUpIT {
    private static SimulatedProvider provider;
    private static Client portal;
    private static Client mailboxes;

    @BeforeAll
    static void start() {
        provider = SimulatedProvider.start(SimulatorConfig.builder()
                .acceptAnyKey(false)
                .mail(MailConfig.immediate())
                .model("quick", ModelConfig.fixed("quick", 1, 0))
                .build());
        portal = new Client(provider.portalUrl(), null);
        mailboxes = new Client(provider.mailboxUrl(), null);
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @Test
    void leadsFromAMailboxToAKeyThatOpensTheApi() {
        JsonNode mail = signUpAndReadMail("ada@mail.sim.test");
        String link =
                find("http://\\S+/verify\\?token=[0-9a-f]+", mail.get("text").asText());
        assertThat(mail.get("html").asText()).contains(link);

        Answer verified = portal.get(link.substring(provider.portalUrl().length()));
        assertThat(verified.at("/state")).isEqualTo("verified");
        String session = portal.post("/login", "{'email':'ada@mail.sim.test','password':'long enough'}")
                .at("/session");
        Answer key = portal.as(session).post("/api-keys", "{'name':'first'}");
        assertThat(key.status()).isEqualTo(201);
        assertThat(key.at("/key")).startsWith("sk-sim-");

        Answer answer = new Client(provider.apiUrl(), key.at("/key"))
                .post(
                        "/chat/completions",
                        "{'model':'quick','max_tokens':2,'messages':[{'role':'user','content':'hi'}]}");
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void verifiesByCodeToo() {
        JsonNode mail = signUpAndReadMail("bob@mail.sim.test");
        String code = find("\\b\\d{6}\\b", mail.get("text").asText());

        assertThat(portal.post("/verify", "{'email':'bob@mail.sim.test','code':'" + code + "'}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aLinkWorksOnce() {
        JsonNode mail = signUpAndReadMail("once@mail.sim.test");
        String path = find("/verify\\?token=[0-9a-f]+", mail.get("text").asText());

        assertThat(portal.get(path).status()).isEqualTo(200);
        assertThat(portal.get(path).status()).isEqualTo(410);
    }

    @Test
    void answersASecondSignUpWithTheAccountThatExists() {
        Answer first = signUp("twice@mail.sim.test");
        Answer second = signUp("twice@mail.sim.test");

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.at("/accountId")).isEqualTo(first.at("/accountId"));
        assertThat(portal.get("/signup?email=twice@mail.sim.test").at("/state")).isEqualTo("pending");
    }

    @Test
    void refusesAnAddressOfADisposableMailService() {
        Answer refused = signUp("somebody@mailinator.com");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(portal.get("/signup?email=somebody@mailinator.com").status()).isEqualTo(404);
    }

    @Test
    void sendsANewMailOnRequestAndMakesTheOldLinkVoid() {
        String token = openBox("again@mail.sim.test");
        signUp("again@mail.sim.test");
        awaitMails(token, 1);
        assertThat(portal.post("/signup/resend", "{'email':'again@mail.sim.test'}")
                        .status())
                .isEqualTo(202);
        JsonNode mails = awaitMails(token, 2);
        String old = find("/verify\\?token=[0-9a-f]+", read(token, mails.get(0)));
        String fresh = find("/verify\\?token=[0-9a-f]+", read(token, mails.get(1)));

        assertThat(portal.get(old).status()).isEqualTo(410);
        assertThat(portal.get(fresh).status()).isEqualTo(200);
    }

    @Test
    void refusesALoginBeforeVerification() {
        signUp("early@mail.sim.test");

        assertThat(portal.post("/login", "{'email':'early@mail.sim.test','password':'long enough'}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aDeletedKeyOpensNothing() {
        JsonNode mail = signUpAndReadMail("gone@mail.sim.test");
        portal.get(find("/verify\\?token=[0-9a-f]+", mail.get("text").asText()));
        Client session = portal.as(portal.post("/login", "{'email':'gone@mail.sim.test','password':'long enough'}")
                .at("/session"));
        Answer key = session.post("/api-keys", "{'name':'brief'}");
        assertThat(session.get("/api-keys").json()).hasSize(1);
        assertThat(session.get("/api-keys").toString()).doesNotContain(key.at("/key"));

        session.delete("/api-keys/" + key.at("/id"));

        Answer refused = new Client(provider.apiUrl(), key.at("/key")).get("/models");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.at("/error/code")).isEqualTo("invalid_api_key");
    }

    @Test
    void aDeletedMailboxTakesItsMailWithIt() {
        String address = "short@mail.sim.test";
        String id = mailboxes
                .post("/mailboxes", "{'address':'" + address + "','password':'box secret'}")
                .at("/id");
        String token = mailboxes
                .post("/token", "{'address':'" + address + "','password':'box secret'}")
                .at("/token");
        signUp(address);
        awaitMails(token, 1);

        assertThat(mailboxes.as(token).delete("/mailboxes/" + id).status()).isEqualTo(204);

        assertThat(mailboxes.as(token).get("/messages").status()).isEqualTo(401);
        assertThat(mailboxes.as(openBox(address)).get("/messages").json()).isEmpty();
    }

    private static JsonNode signUpAndReadMail(String address) {
        String token = openBox(address);
        assertThat(signUp(address).status()).isEqualTo(202);
        JsonNode summary = awaitMails(token, 1).get(0);
        return mailboxes
                .as(token)
                .get("/messages/" + summary.get("id").asText())
                .json();
    }

    private static String openBox(String address) {
        String box = "{'address':'" + address + "','password':'box secret'}";
        assertThat(mailboxes.post("/mailboxes", box).status()).isEqualTo(201);
        return mailboxes.post("/token", box).at("/token");
    }

    private static Answer signUp(String address) {
        return portal.post("/signup", "{'email':'" + address + "','password':'long enough','name':'A Name'}");
    }

    private static JsonNode awaitMails(String token, int count) {
        return await().until(() -> mailboxes.as(token).get("/messages").json(), list -> list.size() == count);
    }

    private static String read(String token, JsonNode summary) {
        return mailboxes
                .as(token)
                .get("/messages/" + summary.get("id").asText())
                .at("/text");
    }

    private static String find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group();
    }
}
