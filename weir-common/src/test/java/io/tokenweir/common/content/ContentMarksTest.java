package io.tokenweir.common.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ContentMarksTest {
    private static final ContentMarks MARKS = ContentMarks.keyedBy("run-1");

    @Property(tries = 200)
    void aTextIsFoundWholeInAPromptThatHoldsIt(@ForAll Random random, @ForAll @IntRange(min = 4, max = 300) int size) {
        String asked = words(random, size);
        String prompt =
                "You are a clerk.\n" + words(random, 80) + "\n\nQuestion: \"" + asked + "\"\n" + words(random, 30);

        assertThat(ContentMarks.share(MARKS.asked(asked), MARKS.held(prompt))).isEqualTo(1);
    }

    @Property(tries = 50)
    void aTextIsNeverMissedInAPromptThatIsMuchLonger(@ForAll Random random) {
        String asked = words(random, 400);
        String prompt = words(random, 4_000) + ' ' + asked + ' ' + words(random, 2_000);

        List<Long> held = MARKS.held(prompt);
        assertThat(held).hasSize(ContentMarks.MOST_HELD + 1);
        assertThat(ContentMarks.share(MARKS.asked(asked), held)).isEqualTo(1);
    }

    @Property(tries = 200)
    void unrelatedTextsHaveNothingInCommon(@ForAll Random random, @ForAll @IntRange(min = 4, max = 3_000) int size) {
        assertThat(ContentMarks.share(MARKS.asked(words(random, 100)), MARKS.held(words(random, size))))
                .isZero();
    }

    @Property(tries = 100)
    void theSameWordsAroundDifferentQuestionsTellNoUserFromAnother(@ForAll Random random) {
        String before = words(random, 60);
        List<List<Long>> asked = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            texts.add(before + ' ' + words(random, 60));
            asked.add(MARKS.asked(texts.get(i)));
        }
        List<Long> held = MARKS.held(texts.get(0));
        var boilerplate = ContentMarks.boilerplate(asked);

        assertThat(ContentMarks.share(asked.get(0), held, boilerplate)).isEqualTo(1);
        assertThat(asked.subList(1, 10))
                .as("only of the list that reaches furthest can marks be left that no other tells to be common")
                .filteredOn(other -> ContentMarks.share(other, held, boilerplate) > 0)
                .hasSizeLessThanOrEqualTo(1);
    }

    @Property(tries = 100)
    void halfOfATextIsAboutHalfOfIt(@ForAll Random random) {
        String[] words = words(random, 200).split(" ");
        String half = String.join(" ", List.of(words).subList(0, 100));

        assertThat(ContentMarks.share(MARKS.asked(String.join(" ", words)), MARKS.held(half)))
                .isBetween(0.05, 0.95);
    }

    @Property(tries = 100)
    void aRequestHasFewMarksInAscendingOrderHoweverLongItIs(
            @ForAll Random random, @ForAll @IntRange(max = 2_000) int size) {
        List<Long> marks = MARKS.asked(words(random, size));

        assertThat(marks.stream().filter(mark -> mark >= 0))
                .hasSizeLessThanOrEqualTo(16)
                .isSorted();
        assertThat(marks.contains(-1L)).isEqualTo(size > 16 + 3);
    }

    @Example
    void onePromptAskedAgainAndAgainIsNoBoilerplate() {
        List<Long> asked = MARKS.asked("How high is the weir at the old mill today?");

        assertThat(ContentMarks.boilerplate(List.of(asked, asked, asked, asked)))
                .isEmpty();
    }

    @Example
    void caseSpacesAndPunctuationDoNotMatter() {
        assertThat(MARKS.asked("How high, then, is THE weir?")).isEqualTo(MARKS.asked("how high\nthen is the weir"));
    }

    @Example
    void aTextWithoutBlanksIsReadIdeographByIdeograph() {
        assertThat(ContentMarks.share(MARKS.asked("今天水位多高"), MARKS.held("请回答今天水位多高谢谢")))
                .isEqualTo(1);
    }

    @Example
    void fewerThanFourWordsLeaveNoMark() {
        assertThat(MARKS.asked("only three words")).isEmpty();
        assertThat(ContentMarks.share(List.of(), MARKS.held("one two three four five")))
                .isZero();
    }

    @Example
    void marksOfTwoRunsHaveNothingInCommon() {
        String text = words(new Random(7), 100);

        assertThat(ContentMarks.share(
                        MARKS.asked(text), ContentMarks.keyedBy("run-2").held(text)))
                .isZero();
    }

    private static String words(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append("w").append(Integer.toString(random.nextInt(50_000), 36));
        }
        return text.toString();
    }
}
