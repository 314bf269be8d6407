package io.tokenweir.simulator.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.jupiter.api.Test;

class ResponseStoreTest {
    private static final String OURS = "proj_a";

    @Test
    void keepsTheNewest() {
        ResponseStore store = new ResponseStore(2, 1_000_000);
        store.keep("resp_1", response(10));
        store.keep("resp_2", response(10));
        store.keep("resp_3", response(10));

        assertThat(store.find("resp_1", OURS)).isEmpty();
        assertThat(store.find("resp_2", OURS)).isPresent();
        assertThat(store.find("resp_3", OURS)).isPresent();
    }

    @Test
    void keepsFewerWhenTheirRequestsWereLongAndTheLastHoweverLong() {
        ResponseStore store = new ResponseStore(100, 100_000);
        store.keep("resp_1", response(40_000));
        store.keep("resp_2", response(40_000));
        store.keep("resp_3", response(40_000));
        assertThat(store.find("resp_1", OURS)).isEmpty();
        assertThat(store.find("resp_2", OURS)).isPresent();

        store.keep("resp_4", response(40_000_000));
        assertThat(store.find("resp_3", OURS)).isEmpty();
        assertThat(store.find("resp_4", OURS)).isPresent();
    }

    @Test
    void showsAndForgetsAResponseForItsProjectOnly() {
        ResponseStore store = new ResponseStore(2, 1_000_000);
        store.keep("resp_1", response(10));

        assertThat(store.find("resp_1", "proj_b")).isEmpty();
        assertThat(store.forget("resp_1", "proj_b")).isFalse();
        assertThat(store.forget("resp_1", OURS)).isTrue();
        assertThat(store.find("resp_1", OURS)).isEmpty();
    }

    private static ResponseStore.Kept response(int asked) {
        ResponseStore.Thread thread = new ResponseStore.Thread(List.of("hello"), "hello");
        return new ResponseStore.Kept(OURS, Map.of(), MissingNode.getInstance(), thread, asked);
    }
}
