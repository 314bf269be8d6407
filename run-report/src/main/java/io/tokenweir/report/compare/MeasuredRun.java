package io.tokenweir.report.compare;

import java.util.List;
import java.util.Map;

/**
 * What a summary says of a run, as far as two runs are compared by it.
 *
 * @param name how the user called it
 * @param figures by name, e.g. {@code ttft.p99} or {@code answeredShare}, in the summary's order
 * @param facts what should be the same in both, by what it is called
 * @param doubts sentences on what is wrong with the run itself
 */
public record MeasuredRun(String name, Map<String, Figure> figures, Map<String, String> facts, List<String> doubts) {}
