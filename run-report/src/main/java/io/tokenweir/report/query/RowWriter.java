package io.tokenweir.report.query;

import java.util.List;

import org.apache.avro.generic.IndexedRecord;

/** Rows to lines. CSV and JSON carry a field's value as the record has it, a table rounds it for the eye. */
interface RowWriter {
    /** The lines of what is there already, a heading before them where the form has one. */
    List<String> begin(List<IndexedRecord> records);

    /** The line of one more. */
    String row(IndexedRecord record);
}
