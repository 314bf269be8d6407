package io.tokenweir.cli;

import static io.tokenweir.cli.QuickChecks.duration;
import static io.tokenweir.cli.QuickChecks.require;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How the options of the quick form say that an application is asked, in the form of {@code target.application}. */
final class QuickApplication {
    private static final String API = "http";

    private QuickApplication() {}

    /** Null for a provider's API. */
    static ObjectNode of(QuickOptions options) {
        ObjectNode said = said(options);
        if (!API.equals(options.api)) {
            require(
                    said.isEmpty(),
                    "--body, --path, --method, --answer, --answer-model, --done, --refusal, --degraded and"
                            + " --hang describe an application; they need --api http.");
            return null;
        }
        require(
                options.answer != null && (options.body != null || options.path != null),
                "--api http needs --body FILE (what is sent) and --answer PLACE (where the answer's text is).");
        return said;
    }

    private static ObjectNode said(QuickOptions options) {
        ObjectNode said = JsonNodeFactory.instance.objectNode();
        put(said, "method", options.method);
        put(said, "path", options.path);
        put(said, "body", options.body == null ? null : read(options.body));
        put(said, "answer", options.answer);
        put(said, "model", options.answerModel);
        put(said, "done", options.done);
        conditions(said, "refusal", options.refusals);
        conditions(said, "degraded", options.degraded);
        if (options.hang != null) {
            duration("--hang", options.hang);
            said.put("hang", options.hang);
        }
        return said;
    }

    private static void put(ObjectNode said, String key, String value) {
        if (value != null) {
            said.put(key, value);
        }
    }

    private static void conditions(ObjectNode said, String kind, List<String> given) {
        if (given == null) {
            return;
        }
        for (String when : given) {
            ObjectNode condition = said.withArray(kind).addObject();
            if (!when.startsWith("$")) {
                condition.put("status", when);
                continue;
            }
            int equals = when.indexOf('=');
            condition.put("json", equals < 0 ? when : when.substring(0, equals));
            if (equals >= 0) {
                condition.put("matches", when.substring(equals + 1));
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw Failure.usage("--body: the file " + file + " cannot be read: there is none, or it is no text.");
        }
    }
}
