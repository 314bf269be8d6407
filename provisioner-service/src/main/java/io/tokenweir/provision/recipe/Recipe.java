package io.tokenweir.provision.recipe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.tokenweir.provision.http.GroupLimit;
import io.tokenweir.provision.mail.MailRule;

/**
 * How to sign up at a service: HTTP steps as data. Immutable.
 *
 * @param provider profile name that the accounts carry
 * @param verifiedStates values of {@code state}, lower case, with which look-up says that the address is verified
 * @param procedures steps by procedure; only {@link #REQUIRED} must be there
 * @param limits declared limits by endpoint group
 */
public record Recipe(
        String file,
        String provider,
        MailRule mail,
        Set<String> verifiedStates,
        Map<String, List<HttpStep>> procedures,
        Map<String, GroupLimit> limits) {
    private static final String SIMULATOR = "simulator.yaml";

    public static final String SIGN_UP = "sign-up";
    public static final String LOOK_UP = "look-up";
    public static final String RESEND_MAIL = "resend-mail";
    public static final String VERIFY = "verify";
    public static final String VERIFY_BY_CODE = "verify-by-code";
    public static final String ISSUE_KEY = "issue-key";
    public static final String LIST_KEYS = "list-keys";
    public static final String REVOKE_KEY = "revoke-key";
    public static final String PROVE_KEY = "prove-key";

    static final Set<String> REQUIRED = Set.of(SIGN_UP, ISSUE_KEY, PROVE_KEY);
    static final Set<String> KNOWN =
            Set.of(SIGN_UP, LOOK_UP, RESEND_MAIL, VERIFY, VERIFY_BY_CODE, ISSUE_KEY, LIST_KEYS, REVOKE_KEY, PROVE_KEY);

    public Recipe {
        verifiedStates = Set.copyOf(verifiedStates);
        procedures = Map.copyOf(procedures);
        limits = Map.copyOf(limits);
    }

    /** The recipe for the simulated provider: the worked example. */
    public static Recipe simulator() {
        return RecipeReader.read(SIMULATOR, simulatorText());
    }

    /** The same as it is written, to begin one's own with. */
    public static String simulatorText() {
        try (InputStream stream = Recipe.class.getResourceAsStream("/io/tokenweir/provision/recipes/" + SIMULATOR)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The recipe for a service of pages and forms: the second worked example. */
    public static Recipe htmlForm() {
        String name = "html-form.yaml";
        try (InputStream stream = Recipe.class.getResourceAsStream("/io/tokenweir/provision/recipes/" + name)) {
            return RecipeReader.read(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Throws {@link RecipeException} with file, line, step and what was expected. */
    public static Recipe read(Path file) {
        try {
            return RecipeReader.read(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new RecipeException("The recipe " + file + " cannot be read: " + e.getMessage() + ".");
        }
    }

    /** Calls that one account needs when all goes well, by endpoint group, in the order of the first call. */
    public Map<String, Integer> callsPerAccount() {
        Map<String, Integer> calls = new LinkedHashMap<>();
        for (String procedure : List.of(SIGN_UP, has(VERIFY) ? VERIFY : VERIFY_BY_CODE, ISSUE_KEY, PROVE_KEY)) {
            for (HttpStep step : procedures.getOrDefault(procedure, List.of())) {
                calls.merge(step.group(), 1, Integer::sum);
            }
        }
        return calls;
    }

    public boolean has(String procedure) {
        return procedures.containsKey(procedure);
    }
}
