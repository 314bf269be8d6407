package io.tokenweir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.tokenweir.report.limiter.ProbeKey;

/** Keys to probe with, and whose they are; secrets stand apart from all that is written. */
record LimiterKeys(List<ProbeKey> owners, List<String> secrets) {
    private static final int COLUMNS = 4;
    private static final String NO_KEY = "none";

    /** What the options name, or a key that stands for none. */
    static LimiterKeys of(Path file, String variable, Map<String, String> environment) {
        if (file != null && variable != null) {
            throw Failure.usage("Give the keys once: either --keys-file or --key-env.");
        }
        if (file != null) {
            return read(file);
        }
        String key = variable == null ? NO_KEY : environment.get(variable);
        if (key == null || key.isBlank()) {
            throw Failure.usage("The environment variable " + variable + " of --key-env is not set, or empty.");
        }
        return new LimiterKeys(List.of(new ProbeKey("key 1", null, null, null)), List.of(key.strip()));
    }

    private static LimiterKeys read(Path file) {
        try {
            return parse(file.toString(), Files.readAllLines(file));
        } catch (IOException e) {
            throw Failure.usage("The keys file " + file + " cannot be read: " + e.getMessage() + ".");
        }
    }

    static LimiterKeys parse(String file, List<String> lines) {
        List<ProbeKey> owners = new ArrayList<>();
        List<String> secrets = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#") || line.startsWith("key,")) {
                continue;
            }
            String[] words = line.split("\\s*,\\s*", -1);
            if (words.length > COLUMNS || words[0].isEmpty()) {
                throw Failure.usage(file + ":" + (i + 1)
                        + ": expected key,account,project,organisation, of which all but the key may be left out.");
            }
            secrets.add(words[0]);
            owners.add(new ProbeKey("key " + secrets.size(), word(words, 1), word(words, 2), word(words, 3)));
        }
        if (secrets.isEmpty()) {
            throw Failure.usage(file + " holds no key; write one on each line.");
        }
        return new LimiterKeys(owners, secrets);
    }

    private static String word(String[] words, int at) {
        return at < words.length && !words[at].isEmpty() ? words[at] : null;
    }

    @Override
    public String toString() {
        return "LimiterKeys" + owners;
    }
}
