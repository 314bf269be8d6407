package io.tokenweir.scrape;

import java.util.Map;

/** One line of an answer: a value of a series at the time of asking. */
record Sample(String name, Map<String, String> labels, double value) {}
