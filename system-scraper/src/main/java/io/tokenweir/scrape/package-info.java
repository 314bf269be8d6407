/**
 * Reads the target's own metrics once a second into weir.system.
 *
 * <p>{@code PrometheusText} reads the text, {@code SystemFigures} makes normalised figures of it; both are pure. {@code
 * ScrapeClient} asks; {@code SystemScraper} is the clockwork around them, and the public entry.
 */
package io.tokenweir.scrape;
