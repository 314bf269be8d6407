package io.tokenweir.common.scenario;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names of constants as scenarios write them: lower case, with hyphens. */
final class EnumText {
    private EnumText() {}

    /** Throws {@link IllegalArgumentException} with the names that are known. */
    static <E extends Enum<E>> E parse(Class<E> type, String what, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> text(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown " + what + " '" + text + "'; known are "
                        + Arrays.stream(type.getEnumConstants())
                                .map(EnumText::text)
                                .collect(Collectors.joining(", "))));
    }

    private static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
