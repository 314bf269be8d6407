package io.tokenweir.simulator.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.SplittableRandom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Store;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.tokenweir.simulator.config.ImapConfig;
import io.tokenweir.simulator.config.MailConfig;
import io.tokenweir.simulator.config.MailFaults;
import io.tokenweir.simulator.http.EventLoops;
import io.tokenweir.simulator.http.HttpServer;
import io.tokenweir.simulator.portal.Portal.Verification;

/** Every shape shows a mail that came over SMTP, in its own words. */
class MailShapesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final MailConfig CONFIG =
            MailConfig.immediate().withImap(new ImapConfig(0, "box", "secret")).withShapeLimit("mail-tm", 1_000);

    private static MailServer server;
    private static final EventLoops LOOPS = new EventLoops("mailbox", 1);
    private static HttpServer http;

    @BeforeAll
    static void start() {
        server = new MailServer("127.0.0.1", 0, CONFIG);
        http = new HttpServer("mailbox", "127.0.0.1", 0, LOOPS, new MailRouter(CONFIG, server, System::nanoTime));
    }

    @AfterAll
    static void stop() throws Exception {
        http.close();
        LOOPS.close();
        server.close();
    }

    @Test
    void mailpitFindsAMailByItsRecipient() throws Exception {
        deliver("pit@mail.sim.test", MailFaults.NONE, 1);

        JsonNode found = get("/mailpit/api/v1/search?query=to:%22pit@mail.sim.test%22");
        assertThat(found.path("messages_count").asInt()).isEqualTo(1);
        JsonNode line = found.path("messages").path(0);
        assertThat(line.path("To").path(0).path("Address").asText()).isEqualTo("pit@mail.sim.test");

        JsonNode mail = get("/mailpit/api/v1/message/" + line.path("ID").asText());
        assertThat(mail.path("Text").asText()).contains("/verify?token=t-pit");
        assertThat(mail.path("HTML").asText()).contains("/verify?token=t-pit");
        assertThat(text("/mailpit/api/v1/message/" + line.path("ID").asText() + "/raw"))
                .contains("Subject: Confirm your address");
    }

    @Test
    void mailHogShowsTheSourceInItsSearch() throws Exception {
        deliver("hog@mail.sim.test", MailFaults.NONE, 1);

        JsonNode found = get("/mailhog/api/v2/search?kind=to&query=hog@mail.sim.test");
        assertThat(found.path("total").asInt()).isEqualTo(1);
        JsonNode item = found.path("items").path(0);
        assertThat(item.path("To").path(0).path("Mailbox").asText()).isEqualTo("hog");
        assertThat(item.path("Raw").path("Data").asText()).contains("/verify?token=");
        assertThat(get("/mailhog/api/v1/messages/" + item.path("ID").asText())).isEqualTo(item);
    }

    @Test
    void mailosaurWantsItsKeyAndFindsByRecipient() throws Exception {
        deliver("saur@mail.sim.test", MailFaults.NONE, 1);
        HttpRequest.Builder search = request("/mailosaur/api/messages/search?server=simserver")
                .POST(HttpRequest.BodyPublishers.ofString("{\"sentTo\":\"saur@mail.sim.test\"}"));

        assertThat(send(search).statusCode()).isEqualTo(401);

        String basic = Base64.getEncoder().encodeToString("mailosaur-key:".getBytes(StandardCharsets.UTF_8));
        JsonNode items = JSON.readTree(
                send(search.header("Authorization", "Basic " + basic)).body());
        String id = items.path("items").path(0).path("id").asText();
        JsonNode mail =
                JSON.readTree(send(request("/mailosaur/api/messages/" + id).header("Authorization", "Basic " + basic))
                        .body());
        assertThat(mail.path("html").path("links").path(0).path("href").asText())
                .contains("/verify?token=t-saur");
        assertThat(mail.path("text").path("codes").path(0).path("value").asText())
                .isEqualTo("123456");
    }

    @Test
    void mailTmOpensAnAccountWithAToken() throws Exception {
        String credentials = "{\"address\":\"tm@mail.sim.test\",\"password\":\"long enough\"}";
        assertThat(post("/mail-tm/accounts", credentials).statusCode()).isEqualTo(201);
        assertThat(post("/mail-tm/accounts", credentials).statusCode()).isEqualTo(422);
        deliver("tm@mail.sim.test", MailFaults.NONE, 1);
        String token = JSON.readTree(post("/mail-tm/token", credentials).body())
                .path("token")
                .asText();

        JsonNode list =
                JSON.readTree(send(request("/mail-tm/messages?page=1").header("Authorization", "Bearer " + token))
                        .body());
        assertThat(list.path("hydra:totalItems").asInt()).isEqualTo(1);
        String id = list.path("hydra:member").path(0).path("id").asText();
        JsonNode mail =
                JSON.readTree(send(request("/mail-tm/messages/" + id).header("Authorization", "Bearer " + token))
                        .body());
        assertThat(mail.path("html").path(0).asText()).contains("/verify?token=t-tm");
        assertThat(send(request("/mail-tm/messages")).statusCode()).isEqualTo(401);
    }

    @Test
    void mailTmAllowsEightRequestsASecond() throws Exception {
        MailConfig real = MailConfig.immediate().withShapeLimit("mail-tm", 8);
        long[] clock = {0};
        try (HttpServer limited =
                new HttpServer("mailbox", "127.0.0.1", 0, LOOPS, new MailRouter(real, server, () -> clock[0]))) {
            HttpRequest domains = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + limited.port() + "/mail-tm/domains"))
                    .build();
            for (int i = 0; i < 8; i++) {
                assertThat(CLIENT.send(domains, HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(200);
            }
            assertThat(CLIENT.send(domains, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(429);
            clock[0] = 125_000_000;
            assertThat(CLIENT.send(domains, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void imapHasOneBoxForAllAndAnotherForSpam() throws Exception {
        deliver("box+ada@mail.sim.test", MailFaults.NONE, 1);
        deliver("bad@mail.sim.test", new MailFaults(0, 0, 0, 0, 1, 0, 0, 0, 0, 0), 1);

        try (Store imap = MailLibrary.session(new Properties()).getStore("imap")) {
            imap.connect("127.0.0.1", server.imapPort(), "box", "secret");
            assertThat(deliveredTo(imap.getFolder("INBOX"))).contains("box+ada@mail.sim.test");
            assertThat(deliveredTo(imap.getFolder("Junk"))).containsExactly("bad@mail.sim.test");
        }
    }

    @Test
    void faultsLoseAndDoubleMail() throws Exception {
        deliver("lost@mail.sim.test", new MailFaults(1, 0, 0, 0, 0, 0, 0, 0, 0, 0), 0);
        deliver("two@mail.sim.test", new MailFaults(0, 1, 0, 0, 0, 1, 0, 0, 0, 0), 3);

        assertThat(get("/mailhog/api/v2/search?kind=to&query=lost@mail.sim.test")
                        .path("total")
                        .asInt())
                .isZero();
        JsonNode two = get("/mailhog/api/v2/search?kind=to&query=two@mail.sim.test");
        assertThat(two.path("total").asInt()).isEqualTo(3);
        assertThat(two.at("/items/2/Content/Headers/To/0").asText()).isEqualTo("someone-else@elsewhere.test");
        assertThat(get("/mailpit/api/v1/search?query=to:%22two@mail.sim.test%22")
                        .path("messages_count")
                        .asInt())
                .as("Mailpit searches the header")
                .isEqualTo(2);
    }

    /** Sends one verification mail with faults, and waits until what is left of it is there. */
    private static void deliver(String address, MailFaults faults, int arriving) throws Exception {
        long before = server.store().received();
        String token = "t-" + address.substring(0, address.indexOf('@'));
        try (VerificationMailer mailer = new VerificationMailer(
                "127.0.0.1", server.port(), CONFIG.withFaults(faults), new SplittableRandom(1))) {
            mailer.send("http://127.0.0.1:1", new Verification(address, token, "123456"));
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> server.store().received() >= before + arriving);
        }
        assertThat(server.store().received()).isEqualTo(before + arriving);
    }

    private static List<String> deliveredTo(Folder folder) throws Exception {
        folder.open(Folder.READ_ONLY);
        List<String> found = new ArrayList<>();
        for (Message message : folder.getMessages()) {
            found.add(message.getHeader("Delivered-To")[0]);
        }
        folder.close(false);
        return found;
    }

    private static JsonNode get(String path) throws Exception {
        return JSON.readTree(text(path));
    }

    private static String text(String path) throws Exception {
        HttpResponse<String> response = send(request(path));
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
