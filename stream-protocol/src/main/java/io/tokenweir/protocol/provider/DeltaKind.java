package io.tokenweir.protocol.provider;

/** What a generated delta carried. The names are those of the event schema's {@code ArrivalKind}. */
public enum DeltaKind {
    CONTENT,
    REASONING,
    REFUSAL,
    TOOL_ARGUMENTS,
    OTHER;

    private static final DeltaKind[] KINDS = values();

    /** How many kinds there are. */
    public static final int COUNT = KINDS.length;

    /** Without the copy that {@link #values} makes. */
    public static DeltaKind of(int ordinal) {
        return KINDS[ordinal];
    }
}
