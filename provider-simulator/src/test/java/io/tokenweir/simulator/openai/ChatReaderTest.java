package io.tokenweir.simulator.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.config.ApiConfig;
import io.tokenweir.simulator.config.ModelConfig;
import io.tokenweir.simulator.http.Request;

class ChatReaderTest {

    private static final Map<String, ModelConfig> MODELS = Map.of(
            "m", ModelConfig.fixed("m-2026", 1, 1),
            "thinker", ModelConfig.fixed("t-2026", 1, 1).withReasoning(true),
            "talker", ModelConfig.fixed("w-2026", 1, 1).withReasoning(false));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m|'tpo_k':1|Unrecognized request argument supplied: tpo_k||",
                "m|'zeta':1,'alpha':2|Unrecognized request arguments supplied: alpha, zeta||",
                "m|'stream':true,'stream_options':{'x':1}|Unknown parameter: 'stream_options.x'.|stream_options.x|unknown_parameter",
                "m|'service_tier':'fast'|Invalid value: 'fast'. Supported values are: 'auto', 'default', 'flex', 'scale', and 'priority'.|service_tier|invalid_value",
                "thinker|'max_tokens':5|Use 'max_completion_tokens' instead.|max_tokens|unsupported_parameter",
                "thinker|'temperature':0.5|'temperature' does not support 0.5 with this model.|temperature|unsupported_value",
                "thinker|'stop':'x'|'stop' is not supported with this model.|stop|unsupported_parameter",
                "talker|'reasoning_effort':'low'|Unrecognized request argument supplied: reasoning_effort||",
            })
    void refusesWhatTheEndpointOrTheModelDoesNotTake(
            String model, String more, String message, String param, String code) {
        String json = "{'model':'" + model + "'," + more + ",'messages':[{'role':'user','content':''}]}";
        ServedError error = catchThrowableOfType(ServedError.class, () -> chat(json));

        assertThat(error).hasMessageContaining(message);
        assertThat(error.param()).isEqualTo(param);
        assertThat(error.code()).isEqualTo(code);
    }

    @Test
    void readsContentPartsAsOneText() {
        CompletionRequest request = chat("{'model':'m','messages':[{'role':'user','content':"
                + "[{'type':'text','text':'one '},{'type':'text','text':'two'}]}]}");

        assertThat(request.served().texts()).containsExactly("one two");
        assertThat(request.served().maxTokens()).isEqualTo(-1);
        assertThat(request.served().stream()).isFalse();
    }

    @Test
    void prefersMaxCompletionTokensOverTheOldName() {
        assertThat(
                        chat("{'model':'m','max_tokens':5,'max_completion_tokens':7,'messages':[{'role':'user','content':''}]}")
                                .served()
                                .maxTokens())
                .isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'model':'m'}                                                          | messages",
                "{'model':'m','messages':[]}                                            | messages",
                "{'model':'m','messages':[{'role':'king','content':'x'}]}               | messages[0].role",
                "{'model':'m','messages':[{'role':'user','content':7}]}                 | messages[0].content",
                "{'model':'m','stream':'yes','messages':[{'role':'user','content':''}]} | stream",
                "{'model':'m','max_tokens':'9','messages':[{'role':'user','content':''}]} | max_tokens",
                "{'model':'m','n':0,'messages':[{'role':'user','content':''}]}          | n",
                "{'model':'m','stream_options':{},'messages':[{'role':'user','content':''}]} | stream_options"
            })
    void namesTheFieldThatItDoesNotUnderstand(String body, String param) {
        ServedError error = catchThrowableOfType(ServedError.class, () -> chat(body));

        assertThat(error.kind()).isEqualTo(ServedError.Kind.INVALID);
        assertThat(error.param()).isEqualTo(param);
    }

    @Test
    void refusesABodyThatIsNotJson() {
        ServedError error = catchThrowableOfType(ServedError.class, () -> chat("{'model'"));

        assertThat(error).hasMessageContaining("could not parse the JSON body");
    }

    private static CompletionRequest chat(String json) {
        return new ChatReader(false, false, new Parameters(ApiConfig.Parameters.VENDOR), new ModelParameters(MODELS))
                .apply(new Request(
                        HttpMethod.POST,
                        new QueryStringDecoder("/v1/chat/completions"),
                        new DefaultHttpHeaders(),
                        json.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
                        InetAddress.getLoopbackAddress(),
                        0));
    }
}
