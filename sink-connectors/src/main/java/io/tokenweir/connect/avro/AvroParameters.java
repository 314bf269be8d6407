package io.tokenweir.connect.avro;

/** Names of the schema parameters in which a Connect schema remembers what only Avro knows. */
final class AvroParameters {
    /** On a string: full name of the enum that it was. */
    static final String ENUM_NAME = "io.tokenweir.connect.avro.enum";
    /** Symbols of that enum, separated by commas. */
    static final String ENUM_SYMBOLS = "io.tokenweir.connect.avro.enum.symbols";
    /** Default symbol of that enum, where it has one. */
    static final String ENUM_DEFAULT = "io.tokenweir.connect.avro.enum.default";
    /** On bytes: full name of the fixed type that they were. */
    static final String FIXED_NAME = "io.tokenweir.connect.avro.fixed";
    /** Size of that fixed type. */
    static final String FIXED_SIZE = "io.tokenweir.connect.avro.fixed.size";
    /** Name of the struct that stands for a union of several types; it has one optional field for each. */
    static final String UNION_NAME = "io.tokenweir.connect.avro.Union";
    /** Precision of a decimal; Connect's Decimal only knows the scale. */
    static final String DECIMAL_PRECISION = "connect.decimal.precision";

    private AvroParameters() {}
}
