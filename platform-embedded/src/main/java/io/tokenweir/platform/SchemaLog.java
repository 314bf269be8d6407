package io.tokenweir.platform;

/** Where a registry's changes are made durable. */
@FunctionalInterface
interface SchemaLog {
    /** Returns when the change cannot be lost any more; throws {@link PlatformException} when it may be. */
    void append(String key, String value);
}
