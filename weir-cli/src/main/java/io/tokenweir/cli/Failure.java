package io.tokenweir.cli;

import java.io.UncheckedIOException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tokenweir.common.kafka.KafkaUnavailableException;
import io.tokenweir.common.scenario.ScenarioException;
import io.tokenweir.common.target.RefusedTargetException;
import io.tokenweir.provision.recipe.RecipeException;

/** A command cannot go on; the message is one sentence for the user. */
final class Failure extends RuntimeException {
    private static final Logger LOG = LoggerFactory.getLogger(Failure.class);

    private final int exitCode;

    private Failure(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** Something outside went wrong. */
    static Failure failed(String message) {
        return new Failure(ExitCode.FAILED, message, null);
    }

    static Failure failed(String message, Throwable cause) {
        return new Failure(ExitCode.FAILED, message, cause);
    }

    /** Ctrl-C came before it was through. */
    static Failure interrupted(String message) {
        return new Failure(ExitCode.INTERRUPTED, message, null);
    }

    /** The user asked for something that cannot be. */
    static Failure usage(String message) {
        return new Failure(ExitCode.USAGE, message, null);
    }

    /** What the user is told of an exception. The stack trace goes to the log, at debug level. */
    static Failure of(Throwable thrown) {
        if (thrown instanceof Failure failure) {
            return failure;
        }
        LOG.debug("Command failed", thrown);
        if (thrown instanceof ScenarioException
                || thrown instanceof RecipeException
                || thrown instanceof RefusedTargetException) {
            return new Failure(ExitCode.USAGE, thrown.getMessage(), thrown);
        }
        if (thrown instanceof KafkaUnavailableException || thrown instanceof UncheckedIOException) {
            return new Failure(ExitCode.FAILED, thrown.getMessage(), thrown);
        }
        String message = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
        if (message.endsWith(".")) {
            // ends as a sentence does: it was written for the user
            return new Failure(ExitCode.FAILED, message, thrown);
        }
        String trail = ". (" + thrown.getClass().getSimpleName() + "; WEIR_LOG=debug shows where)";
        return new Failure(ExitCode.FAILED, message + trail, thrown);
    }

    int exitCode() {
        return exitCode;
    }
}
