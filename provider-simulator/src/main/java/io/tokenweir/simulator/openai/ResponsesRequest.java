package io.tokenweir.simulator.openai;

import com.fasterxml.jackson.databind.JsonNode;

import io.tokenweir.simulator.api.ServedRequest;

/**
 * A request for a response that was understood.
 *
 * @param body as it came: a response repeats what was asked for
 * @param summary whether the reasoning is shown, as its summary
 */
record ResponsesRequest(ServedRequest served, JsonNode body, boolean summary, boolean obfuscation) {}
