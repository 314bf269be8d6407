package io.tokenweir.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadTest {
    private final RequestHead head =
            RequestHead.post("127.0.0.1:8000", "/v1/chat/completions", Map.of("Authorization", "Bearer k"));

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 10, 99, 100, 123_456, Integer.MAX_VALUE})
    void writesAWholeHeadOnTopOfWhatWasThere(int bodyLength) {
        byte[] trace = "00-trace-span-01".getBytes(StandardCharsets.US_ASCII);
        byte[] into = "?".repeat(head.mostBytes(trace.length, 3)).getBytes(StandardCharsets.US_ASCII);

        int length = head.write(into, trace, "r.1", bodyLength);

        assertThat(new String(into, 0, length, StandardCharsets.US_ASCII))
                .isEqualTo("POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:8000\r\n"
                        + "Content-Type: application/json\r\nAuthorization: Bearer k\r\n"
                        + "traceparent: 00-trace-span-01\r\nX-Client-Request-Id: r.1\r\n"
                        + "Content-Length: " + bodyLength + "\r\n\r\n");
    }
}
