package io.tokenweir.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

import io.tokenweir.common.publish.AtomicPublisher;
import io.tokenweir.events.Account;
import io.tokenweir.events.AccountEvent;
import io.tokenweir.events.AccountEventKind;
import io.tokenweir.events.AccountState;
import io.tokenweir.provision.FakeProvider.Fault;
import io.tokenweir.provision.account.Fact;
import io.tokenweir.provision.recipe.Recipe;

/** The whole path against a provider that misbehaves, with the log in memory. */
class ProvisioningTest {
    private final FakeProvider provider = new FakeProvider();
    private final MemoryLog log = new MemoryLog();

    @AfterEach
    void closeProvider() {
        provider.close();
    }

    private ProvisionResult provision(int count) {
        return await(ProvisionHarness.start(ProvisionHarness.plan(provider, count), log));
    }

    private static ProvisionResult await(RunningProvision running) {
        return running.done()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void makesEveryAccountReadyWithOneLiveKeyEach() {
        ProvisionResult result = provision(20);

        assertThat(result.complete()).isTrue();
        assertThat(result.causes()).isEmpty();
        assertThat(log.accounts().values()).extracting(Account::getState).containsOnly(AccountState.READY);
        assertThat(provider.liveKeys()).isEqualTo(20);
        assertThat(provider.hasDuplicates()).isFalse();
    }

    @Test
    void countsWhatIsWantedBeforeItIsPlanned() {
        RunningProvision running = ProvisionHarness.start(ProvisionHarness.plan(provider, 20), log);

        assertThat(running.progress().remaining()).isNotEqualTo(Duration.ZERO);
        await(running);
        assertThat(running.progress().remaining()).isZero();
    }

    @Test
    void logsEveryTransitionOfTheLifeInOrder() {
        provision(1);

        assertThat(log.events(AccountEventKind.TRANSITION))
                .extracting(event -> event.getTransition().getToState())
                .containsExactly(
                        AccountState.PLANNED,
                        AccountState.MAILBOX_CREATED,
                        AccountState.SIGNED_UP,
                        AccountState.MAIL_AWAITED,
                        AccountState.MAIL_RECEIVED,
                        AccountState.VERIFIED,
                        AccountState.KEY_ISSUED,
                        AccountState.READY);
    }

    @Test
    void numbersTheRecordsOfAPartitionWithoutHolesUpToTheEndMarker() {
        provision(8);

        for (AccountEvent marker : log.events(AccountEventKind.RUN_END)) {
            assertThat(marker.getRunEnd().getRecords())
                    .isEqualTo(marker.getHeader().getSeq());
            assertThat(marker.getRunEnd().getCutShort()).isFalse();
        }
        assertThat(log.events(AccountEventKind.RUN_END)).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "NO_MAIL, mail-never-came",
        "EVERY_LINK_EXPIRED, link-expired",
        "ERROR_PAGE_AT_SIGN_UP, unexpected-answer",
        "REFUSED_AT_SIGN_UP, sign-up-refused",
        "EVERY_KEY_REFUSED, key-refused",
        "MAILBOX_LOST, mailbox-lost"
    })
    void givesTheAccountItsFinalCauseAndGoesOnWithTheRest(Fault fault, String cause) {
        provider.fault(1, fault);

        ProvisionResult result = provision(3);

        assertThat(result.causes()).containsExactlyEntriesOf(Map.of(cause, 1));
        assertThat(result.ready()).isEqualTo(2);
        Account failed = log.accounts().get("batch-00001");
        assertThat(failed.getState()).isEqualTo(AccountState.FAILED);
        assertThat(failed.getCause()).startsWith(cause + ": ");
        assertThat(provider.liveKeys()).as("a failed account leaves no key").isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "FIRST_MAIL_LOST",
        "MAIL_TWICE",
        "MAIL_FOR_SOMEBODY_ELSE_FIRST",
        "FIRST_LINK_EXPIRED",
        "FIRST_KEY_REFUSED",
        "KEY_ANSWER_LOST"
    })
    void getsOverWhatCanBeMendedAndLeavesNoSecondKey(Fault fault) {
        provider.fault(0, fault);

        ProvisionResult result = provision(1);

        assertThat(result.ready()).isEqualTo(1);
        assertThat(provider.liveKeys()).isEqualTo(1);
    }

    @Test
    void looksUpASignUpWhoseAnswerWasLostWhereItMayNotBeRepeated(@TempDir Path folder) throws IOException {
        String recipe = Recipe.simulatorText().replaceFirst("repeatable: true # a second.*", "repeatable: false");
        Path file = Files.writeString(folder.resolve("careful.yaml"), recipe);
        provider.fault(0, Fault.SIGN_UP_ANSWER_LOST);

        ProvisionResult result =
                await(ProvisionHarness.start(ProvisionHarness.plan(provider, 1).withRecipe(Recipe.read(file)), log));

        assertThat(result.causes()).isEmpty();
        assertThat(result.ready()).isEqualTo(1);
        assertThat(provider.accounts.values()).allMatch(account -> account.signUps == 1);
    }

    @Test
    void countsWhatTheRecipeGivesNoMeansToReconcileAndGuessesNothing(@TempDir Path folder) throws IOException {
        String recipe = Recipe.simulatorText().replaceFirst("(?s)\\n  list-keys:.*(?=\\n  prove-key:)", "");
        Path file = Files.writeString(folder.resolve("poor.yaml"), recipe);
        provider.fault(0, Fault.KEY_ANSWER_LOST);

        ProvisionResult result =
                await(ProvisionHarness.start(ProvisionHarness.plan(provider, 2).withRecipe(Recipe.read(file)), log));

        assertThat(result.causes()).containsExactlyEntriesOf(Map.of("not-reconcilable", 1));
        assertThat(result.ready()).isEqualTo(1);
        assertThat(provider.accounts.values())
                .as("no key is issued on the off chance")
                .allMatch(a -> a.keysMade == 1);
    }

    @Test
    void givesAccountsBackAndLeavesNoKeyOfThemAlive() {
        provision(3);

        ProvisionResult result = await(ProvisionHarness.end(ProvisionHarness.plan(provider, 1), log, Fact.Kind.RETIRE));

        assertThat(result.keysLeft()).isZero();
        assertThat(provider.liveKeys()).isZero();
        assertThat(log.accounts().values())
                .extracting(Account::getState)
                .containsOnly(AccountState.RETIRED)
                .hasSize(3);
        assertThat(provision(2).ready()).as("others take their place").isEqualTo(2);
    }

    @Test
    void callsNobodyWhenACapWouldBeExceeded() {
        ProvisionPlan plan = ProvisionHarness.plan(provider, 3).withCaps(new Caps(2, 0, 0));

        assertThatThrownBy(() -> ProvisionHarness.start(plan, log)).hasMessageContaining("its cap is 2");
        assertThat(provider.mailboxCalls).isZero();
    }

    @Test
    void saysBeforehandWhatItIsAboutToDoAndWhatLimitsIt() {
        provision(1);

        RunningProvision running = ProvisionHarness.start(ProvisionHarness.plan(provider, 5), log);
        ProvisionForecast forecast = running.forecast().toCompletableFuture().join();
        await(running);

        assertThat(forecast.ready()).isEqualTo(1);
        assertThat(forecast.toMake()).isEqualTo(4);
        assertThat(forecast.limitedBy()).isEqualTo("mailbox");
        assertThat(forecast.rates())
                .extracting(ProvisionForecast.GroupRate::group)
                .containsExactly("mailbox", "sign-up", "verify", "keys", "prove-key");
    }

    @Test
    void reusesWhatIsReadyAndMakesOnlyWhatIsMissing() {
        provision(3);

        ProvisionResult second = provision(5);

        assertThat(second.reused()).isEqualTo(3);
        assertThat(second.ready()).isEqualTo(5);
        assertThat(provider.accounts).hasSize(5);
    }

    @Test
    void putsAnotherAccountInThePlaceOfAFailedOne() {
        provider.fault(0, Fault.REFUSED_AT_SIGN_UP);
        provision(2);

        ProvisionResult second = provision(2);

        assertThat(second.ready()).isEqualTo(2);
        assertThat(log.accounts()).containsKey("batch-00002");
    }

    @Test
    void leavesNoDuplicatesWhenKilledAnywhereAndStartedAgain() {
        Random random = new Random(20261122);
        for (int kill = 0; kill < 12; kill++) {
            long afterNanos = random.nextLong(250_000_000L);
            RunningProvision doomed = ProvisionHarness.start(ProvisionHarness.plan(provider, 12), log);
            long begun = System.nanoTime();
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> System.nanoTime() - begun > afterNanos);
            doomed.close();
        }

        ProvisionResult result = provision(12);

        assertThat(result.ready()).isEqualTo(12);
        assertThat(provider.accounts).hasSize(12);
        assertThat(provider.hasDuplicates()).isFalse();
        assertThat(provider.accounts.values()).allMatch(account -> account.signUps == 1);
    }

    @Test
    void stopsWhenAnotherHasTakenOver() {
        RunningProvision zombie = ProvisionHarness.start(ProvisionHarness.plan(provider, 30), log);
        ProvisionResult heir = provision(30);

        assertThat(heir.ready()).isEqualTo(30);
        assertThatThrownBy(() -> await(zombie))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(AtomicPublisher.FencedException.class);
        assertThat(provider.hasDuplicates()).isFalse();
        assertThat(provider.accounts).hasSize(30);
    }

    @Test
    void stopsOnRequestWithMarkersAndCanBeResumed() {
        RunningProvision running =
                ProvisionHarness.start(ProvisionHarness.plan(provider, 50).withParallelism(1), log);
        Awaitility.await().until(() -> running.progress().count(AccountState.READY) > 0);
        running.stop();

        assertThat(await(running).cutShort()).isTrue();
        assertThat(log.events(AccountEventKind.RUN_END))
                .allMatch(event -> event.getRunEnd().getCutShort());
        assertThat(provision(50).ready()).isEqualTo(50);
    }

    @Test
    void writesNoSecretIntoTheTopicsOrTheLogInTheClear() {
        Logger logger = (Logger) LoggerFactory.getLogger("io.tokenweir");
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        logger.addAppender(logged);
        logger.setLevel(Level.TRACE);
        provider.fault(1, Fault.NO_MAIL);
        provider.fault(2, Fault.EVERY_KEY_REFUSED);
        provision(5);
        logger.setLevel(null);
        logger.detachAppender(logged);

        assertThat(logged.list).isNotEmpty();
        List<String> records = Stream.concat(
                        log.committed.stream().map(event -> new String(event.value(), StandardCharsets.ISO_8859_1)),
                        logged.list.stream().map(event -> event.getFormattedMessage() + event.getKeyValuePairs()))
                .toList();
        assertThat(provider.secrets).hasSizeGreaterThan(10);
        for (String secret : provider.secrets) {
            assertThat(records).noneMatch(text -> text.contains(secret));
        }
    }
}
