package io.tokenweir.load.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class FreeUsersTest {
    private record User(String key, int number) {}

    private final List<Integer> prepared = new ArrayList<>();

    @Test
    void takesTheUserWhoseConnectionWasUsedLast() {
        FreeUsers<User> free = of(users("a", 1_000));
        for (int request = 0; request < 5_000; request++) {
            User user = free.take();
            assertThat(user.number()).isZero();
            free.giveBack(user);
        }
    }

    @Test
    void connectsNoMoreUsersThanAreOpenAtOnceAndTheNextFew() {
        FreeUsers<User> free = of(users("a", 1_000));
        free.prepare();
        for (int request = 0; request < 500; request++) {
            List<User> open = Stream.generate(free::take).limit(10).toList();
            open.forEach(free::giveBack);
        }
        assertThat(prepared.stream().distinct()).hasSize(FreeUsers.PREPARED + 10);
    }

    @Test
    void letsKeysTakeTurns() {
        FreeUsers<User> free = of(
                Stream.of("a", "b", "c").flatMap(key -> users(key, 4).stream()).toList());
        List<String> keys = new ArrayList<>();
        for (int request = 0; request < 6; request++) {
            User user = free.take();
            keys.add(user.key());
            free.giveBack(user);
        }
        assertThat(keys).containsExactly("a", "b", "c", "a", "b", "c");
    }

    @Test
    void passesOverAKeyWhoseUsersAreAllBusyUntilOneIsFree() {
        FreeUsers<User> free = of(List.of(new User("a", 0), new User("b", 0), new User("b", 1)));
        User busy = free.take();
        assertThat(List.of(free.take().key(), free.take().key())).containsExactly("b", "b");
        assertThat(free.take()).isNull();
        free.giveBack(busy);
        assertThat(free.take()).isEqualTo(busy);
    }

    @Test
    void connectsThoseFirstWhoWillBeTakenFirst() {
        FreeUsers<User> free = of(users("a", 100));
        free.prepare();
        assertThat(prepared)
                .containsExactlyElementsOf(
                        IntStream.range(0, FreeUsers.PREPARED).boxed().toList());
        free.take();
        assertThat(prepared).last().isEqualTo(FreeUsers.PREPARED);
    }

    @Test
    void takesWhoIsBusyAtFirstOnceItIsGivenBack() {
        User busy = new User("a", 0);
        User idle = new User("b", 1);
        FreeUsers<User> free =
                new FreeUsers<>(List.of(busy, idle), user -> user != busy, User::key, user -> prepared.add(0));
        assertThat(free.take()).isEqualTo(idle);
        assertThat(free.take()).isNull();
        free.giveBack(busy);
        free.giveBack(idle);
        assertThat(List.of(free.take(), free.take())).containsExactly(busy, idle);
    }

    private FreeUsers<User> of(List<User> users) {
        return new FreeUsers<>(users, user -> true, User::key, user -> prepared.add(user.number()));
    }

    private static List<User> users(String key, int count) {
        return IntStream.range(0, count).mapToObj(i -> new User(key, i)).toList();
    }
}
