package io.tokenweir.simulator.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Sound answers made worse. The reasoning before an answer stays as it is. Pure functions. */
final class Spoiled {
    private Spoiled() {}

    /** @param other the text of another request; when there is none, nothing can leak and the answer stays sound */
    static Answer answer(Answer sound, Flaw flaw, String other, long seed) {
        if (sound.choices().isEmpty() || flaw == Flaw.LEAKING && other.isBlank()) {
            return sound;
        }
        List<Choice> choices = sound.choices().stream()
                .map(choice -> new Choice(
                        choice.parts().stream()
                                .map(part -> part(part, flaw, other, seed))
                                .toList(),
                        flaw == Flaw.TRUNCATED && choice.ending() == Ending.LENGTH ? Ending.STOP : choice.ending(),
                        choice.stopSequence()))
                .toList();
        return Answer.of(choices).with(flaw);
    }

    private static Part part(Part part, Flaw flaw, String other, long seed) {
        if (part.kind() == Part.Kind.REASONING) {
            return part;
        }
        return new Part(part.kind(), part.name(), tokens(part.tokens(), flaw, other, seed));
    }

    private static Tokens tokens(Tokens sound, Flaw flaw, String other, long seed) {
        int half = sound.count() / 2;
        return switch (flaw) {
            case WRONG -> wrong(sound, seed);
            case TRUNCATED -> TextTokens.of(sound.text()).first(half);
            case INCOHERENT -> TextTokens.of(disordered(sound.text(), seed)).first(sound.count());
            case LEAKING ->
                TextTokens.of(TextTokens.of(sound.text()).first(half).text() + " " + other)
                        .first(sound.count());
        };
    }

    /** JSON keeps its shape and gets other values; anything else becomes as many other words. */
    private static Tokens wrong(Tokens sound, long seed) {
        return WrongJson.of(sound.text())
                .<Tokens>map(TextTokens::of)
                .orElseGet(() -> WordWalk.of(~seed, sound.count(), List.of()));
    }

    /** The words in another order, every third one said three times, as models in trouble do. */
    private static String disordered(String text, long seed) {
        List<String> words = new ArrayList<>(Arrays.asList(text.strip().split("\\s+")));
        Collections.shuffle(words, new Random(seed));
        StringBuilder said = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            said.append((" " + words.get(i)).repeat(i % 3 == 0 ? 3 : 1));
        }
        return said.toString();
    }
}
