package io.tokenweir.simulator.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;

class MailStoreTest {
    private final MailStore store = new MailStore(3);

    @Test
    void findsMailByRecipientWhateverItsCase() {
        StoredMail mail = add("Ada@Mail.test");

        assertThat(store.to("ada@mail.test")).containsExactly(mail);
        assertThat(store.byId(mail.idText())).contains(mail);
    }

    @Test
    void forgetsTheOldestMailBeyondWhatItKeeps() {
        StoredMail first = add("a@mail.test");
        for (int i = 0; i < 10_000; i++) {
            add("b" + i + "@mail.test");
        }

        assertThat(store.size()).isEqualTo(3);
        assertThat(store.byId(first.idText())).isEmpty();
        assertThat(store.to("a@mail.test")).isEmpty();
        assertThat(store.newest(mail -> true))
                .extracting(StoredMail::recipient)
                .containsExactly("b9999@mail.test", "b9998@mail.test", "b9997@mail.test");
        assertThat(store.received()).isEqualTo(10_001);
    }

    @Test
    void aDeletedBoxTakesItsMailWithIt() {
        add("a@mail.test");
        add("a@mail.test");
        StoredMail other = add("b@mail.test");

        store.deleteTo("a@mail.test");

        assertThat(store.newest(mail -> true)).containsExactly(other);
    }

    private StoredMail add(String recipient) {
        return store.add(recipient, "sender@mail.test", Instant.EPOCH, new byte[0], false);
    }
}
