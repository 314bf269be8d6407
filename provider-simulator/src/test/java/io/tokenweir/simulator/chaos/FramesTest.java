package io.tokenweir.simulator.chaos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class FramesTest {
    private static final String ANSWER = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
            + "9\r\ndata: a\n\n\r\n" + "13\r\ndata: b\n\nevent: c\n" + "d\r\n" + "4\r\nd\n\n:\r\n" + "0\r\n\r\n";
    private final List<String> seen = new ArrayList<>();

    @Test
    void findEventsHoweverTheBytesWereCut() {
        List<String> whole = pieces(ANSWER.length());

        assertThat(whole)
                .containsExactly(
                        "head HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
                        "data: a\n\n",
                        "data: b\n\n",
                        "event: c\ndd\n\n",
                        ":",
                        "end");
        for (int size = 1; size < ANSWER.length(); size++) {
            assertThat(pieces(size)).as("pieces of %d bytes", size).isEqualTo(whole);
        }
    }

    private List<String> pieces(int size) {
        seen.clear();
        Frames frames = new Frames(new Fault(null) {
            @Override
            void head(String head) {
                seen.add("head " + head);
            }

            @Override
            void frame(byte[] frame) {
                seen.add(new String(frame, ISO_8859_1));
            }

            @Override
            void end() {
                seen.add("end");
            }
        });
        for (int at = 0; at < ANSWER.length(); at += size) {
            frames.add(
                    ANSWER.substring(at, Math.min(ANSWER.length(), at + size)).getBytes(ISO_8859_1));
        }
        return List.copyOf(seen);
    }
}
