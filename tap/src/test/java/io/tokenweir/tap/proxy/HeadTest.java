package io.tokenweir.tap.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class HeadTest {
    private static final Upstream UPSTREAM = Upstream.of(URI.create("https://api.example.com/openai/"));

    @Test
    void keepsNamesValuesAndOrderAsTheyCame() throws Exception {
        String head = "POST /v1/x?a=b HTTP/1.1\r\nX-B:  two \r\nx-a: one\r\nhOsT: 127.0.0.1:9\r\nX-B: three\r\n\r\n";

        assertThat(request(head).toUpstream(UPSTREAM, false))
                .isEqualTo(
                        "POST /openai/v1/x?a=b HTTP/1.1\r\nX-B:  two \r\nx-a: one\r\nhOsT: api.example.com\r\nX-B: three\r\n\r\n");
    }

    @Test
    void leavesOutWhatIsAboutTheHopBeforeIt() throws Exception {
        String head =
                "GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, X-Mine\r\nX-Mine: 1\r\nKeep-Alive: timeout=5\r\n"
                        + "Proxy-Authorization: Basic eA==\r\nTE: trailers\r\n\r\n";

        assertThat(request(head).toUpstream(UPSTREAM, false))
                .isEqualTo(
                        "GET /openai/ HTTP/1.1\r\nHost: api.example.com\r\nConnection: keep-alive\r\nTE: trailers\r\n\r\n");
    }

    @Test
    void takesNoOfferOfHttp2AlongThatItWouldNotUnderstand() throws Exception {
        String head = "POST /x HTTP/1.1\r\nConnection: Upgrade, HTTP2-Settings\r\nHost: a\r\nHTTP2-Settings: AAE\r\n"
                + "Upgrade: h2c\r\n\r\n";

        assertThat(request(head).toUpstream(UPSTREAM, false))
                .isEqualTo("POST /openai/x HTTP/1.1\r\nHost: api.example.com\r\n\r\n");
    }

    @Test
    void letsAWebSocketThrough() throws Exception {
        String head = "GET /x HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";

        assertThat(request(head).toUpstream(UPSTREAM, false)).contains("Connection: Upgrade\r\nUpgrade: websocket\r\n");
    }

    @Test
    void readsWholeAddressesFromClientsThatTakeItForTheirProxy() throws Exception {
        assertThat(request("GET http://api.openai.com/v1/models?x=1 HTTP/1.1\r\n\r\n")
                        .path())
                .isEqualTo("/v1/models");
    }

    @Test
    void believesChunksMoreThanALength() throws Exception {
        RequestHead head =
                request("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n");

        assertThat(head.toUpstream(UPSTREAM, false))
                .doesNotContain("Content-Length")
                .contains("chunked");
    }

    @Test
    void refusesWhatTwoReadersCouldReadInTwoWays() {
        assertThatThrownBy(() -> request("GET / HTTP/1.1\r\nHost : a\r\n\r\n")).isInstanceOf(BadHeadException.class);
        assertThatThrownBy(() -> request("GET / HTTP/1.1\r\nA: b\r\n folded\r\n\r\n"))
                .isInstanceOf(BadHeadException.class);
        assertThatThrownBy(() -> request("GET / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n")
                        .frame(new BodyFraming()))
                .isInstanceOf(BadHeadException.class);
    }

    @Test
    void putsHeadersInThePlaceOfTheUpstreamsOwn() throws Exception {
        ByteBuf bytes = Unpooled.copiedBuffer("HTTP/1.1 200 OK\r\nX-Limit: 9\r\nA: b\r\n\r\n", ISO_8859_1);
        ResponseHead head = ResponseHead.read(bytes, 0, bytes.writerIndex());

        assertThat(head.toClient(Map.of("x-limit", "3"))).isEqualTo("HTTP/1.1 200 OK\r\nA: b\r\nx-limit: 3\r\n\r\n");
    }

    private static RequestHead request(String head) throws BadHeadException {
        ByteBuf bytes = Unpooled.copiedBuffer(head, ISO_8859_1);
        return RequestHead.read(bytes, 0, Head.end(bytes, 0));
    }
}
