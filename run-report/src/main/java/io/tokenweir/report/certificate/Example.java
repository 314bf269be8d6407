package io.tokenweir.report.certificate;

/**
 * A record that shows something of a request, for whoever wants to look.
 *
 * @param requestId of the user's request or, with a tap, of the upstream call
 * @param topic where the record lies, with partition and offset
 * @param what it shows, in words
 */
public record Example(String requestId, String topic, int partition, long offset, String what) {}
