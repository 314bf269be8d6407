package io.tokenweir.registry;

/**
 * One version of a subject.
 *
 * @param id global id, the one in the wire format
 * @param version version within the subject, from 1
 * @param schema Avro schema as JSON
 */
public record RegisteredSchema(String subject, int version, int id, String schema) {}
