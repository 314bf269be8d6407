package io.tokenweir.protocol.provider;

/** Bytes that are not JSON. Made without a stack trace: a broken server can send many. */
final class JsonSyntaxException extends RuntimeException {
    JsonSyntaxException(String message) {
        super(message, null, false, false);
    }
}
