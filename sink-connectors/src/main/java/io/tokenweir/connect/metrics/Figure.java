package io.tokenweir.connect.metrics;

import java.util.function.DoubleSupplier;

/**
 * One figure that a task tells of itself.
 *
 * @param value read by whoever watches, on their thread
 */
record Figure(String name, String description, DoubleSupplier value) {}
