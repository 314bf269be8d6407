package io.tokenweir.simulator.portal;

import java.util.Map;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form of a key: fixed text around random characters. Immutable. */
final class KeyTemplate {
    private static final Pattern PLACE = Pattern.compile("\\{(hex|url|alnum):(\\d{1,3})}");
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final Map<String, String> ALPHABETS =
            Map.of("hex", "0123456789abcdef", "alnum", ALPHANUMERIC, "url", ALPHANUMERIC + "-_");
    private static final int FEWEST_RANDOM = 16;

    private final String template;

    /** @throws IllegalArgumentException when keys of this form could be guessed */
    KeyTemplate(String template) {
        int random = PLACE.matcher(template)
                .results()
                .mapToInt(place -> Integer.parseInt(place.group(2)))
                .sum();
        if (random < FEWEST_RANDOM) {
            throw new IllegalArgumentException("portal.keyTemplate '" + template + "' has " + random
                    + " random characters and needs at least " + FEWEST_RANDOM + "; write for example sk-{hex:48}.");
        }
        this.template = template;
    }

    /** @param random a number from 0 on, each time another */
    String key(IntSupplier random) {
        return PLACE.matcher(template).replaceAll(place -> {
            String alphabet = ALPHABETS.get(place.group(1));
            StringBuilder text = new StringBuilder();
            for (int i = Integer.parseInt(place.group(2)); i > 0; i--) {
                text.append(alphabet.charAt(random.getAsInt() % alphabet.length()));
            }
            return Matcher.quoteReplacement(text.toString());
        });
    }
}
