package io.tokenweir.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.tokenweir.protocol.provider.Api;
import io.tokenweir.protocol.provider.StreamDecoder;

class WarmUpAnswerTest {
    @ParameterizedTest
    @EnumSource(Api.class)
    void isAStreamThatTheApisDecoderUnderstands(Api api) {
        WarmUpAnswer answer = WarmUpAnswer.of(api);
        byte[] stream = (answer.begin() + answer.delta().repeat(3) + answer.end()).getBytes(StandardCharsets.UTF_8);
        StreamDecoder decoder = api.adapter(null).newDecoder();
        decoder.reset();
        AtomicInteger arrivals = new AtomicInteger();
        decoder.feed(stream, 0, stream.length, kind -> arrivals.incrementAndGet());
        assertThat(decoder.malformed()).isNull();
        assertThat(decoder.sawEnd()).isTrue();
        assertThat(decoder.usage().outputTokens()).isEqualTo(WarmUpServer.TOKENS);
        assertThat(arrivals).hasValue(3);
    }
}
