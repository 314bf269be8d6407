package io.tokenweir.registry;

import org.apache.kafka.common.KafkaException;

/**
 * A schema registry refused, or could not be reached. {@link #retriable()} tells the two apart: a record must not be
 * declared unreadable because the registry was down.
 */
public final class RegistryException extends KafkaException {
    /** Confluent's error codes. */
    public static final int SUBJECT_NOT_FOUND = 40401;

    public static final int VERSION_NOT_FOUND = 40402;
    public static final int SCHEMA_NOT_FOUND = 40403;
    public static final int INCOMPATIBLE = 409;
    public static final int INVALID_SCHEMA = 42201;
    public static final int INVALID_VERSION = 42202;
    public static final int INVALID_LEVEL = 42203;

    private static final long serialVersionUID = 1L;

    private final int status;
    private final int errorCode;

    /** @param status HTTP status, 0 when no answer came */
    public RegistryException(int status, int errorCode, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
        this.errorCode = errorCode;
    }

    /** A refusal; the status follows from the code, as in Confluent's registry. */
    public static RegistryException refusal(int errorCode, String message) {
        return new RegistryException(errorCode > 999 ? errorCode / 100 : errorCode, errorCode, message, null);
    }

    /** HTTP status, 0 when no answer came. */
    public int status() {
        return status;
    }

    /** Confluent's error code, or the HTTP status where there is none. */
    public int errorCode() {
        return errorCode;
    }

    /** Whether the same call may succeed later. */
    public boolean retriable() {
        return status == 0 || isTransient(status);
    }

    static boolean isTransient(int status) {
        return status == 429 || status >= 500;
    }
}
