package io.tokenweir.simulator.answer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be read out of a question. The rules are simple on purpose: whoever tests an answer can follow them. */
final class Question {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_-]+");

    private final String text;
    private final List<BigDecimal> numbers = new ArrayList<>();
    private final List<String> words = new ArrayList<>();

    Question(String text) {
        this.text = text;
        Matcher number = NUMBER.matcher(text);
        while (number.find()) {
            numbers.add(new BigDecimal(number.group()));
        }
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(word.group());
        }
    }

    String text() {
        return text;
    }

    int words() {
        return words.size();
    }

    String lastWord() {
        return words.isEmpty() ? "" : words.get(words.size() - 1);
    }

    /** The number at a place among all numbers of the question. */
    Optional<BigDecimal> number(int place) {
        return place < numbers.size() ? Optional.of(numbers.get(place)) : Optional.empty();
    }

    /** What the question says a field is: {@code name=value} or {@code name: value}, the value quoted or up to a space. */
    Optional<String> said(String name) {
        Matcher matcher = Pattern.compile(
                        "(?<![\\p{L}\\p{N}_])" + Pattern.quote(name) + "\\s*[=:]\\s*(?:\"([^\"]*)\"|([^\\s,;]+))",
                        Pattern.CASE_INSENSITIVE)
                .matcher(text);
        return matcher.find()
                ? Optional.of(matcher.group(1) == null ? matcher.group(2) : matcher.group(1))
                : Optional.empty();
    }

    boolean mentions(String what) {
        return !what.isEmpty() && text.toLowerCase(Locale.ROOT).contains(what.toLowerCase(Locale.ROOT));
    }
}
