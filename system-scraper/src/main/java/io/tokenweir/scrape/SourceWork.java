package io.tokenweir.scrape;

import java.net.URI;
import java.util.function.Consumer;

import io.tokenweir.common.publish.OutboundEvent;
import io.tokenweir.common.scenario.SystemSpec;
import io.tokenweir.events.ScrapeFailure;
import io.tokenweir.events.ScrapeFailureCause;
import io.tokenweir.events.SystemReading;

/**
 * One source as it is read: an event a second, whatever comes of asking, and a sentence when that changes. Owned by the
 * scraper's thread.
 */
final class SourceWork {
    private final SystemSpec source;
    private final SystemFigures figures;
    private final SystemEvents events;
    private final Consumer<OutboundEvent> out;
    private final Consumer<String> say;
    private boolean asking;
    private long readings;
    private long failures;
    private ScrapeFailureCause trouble;
    private boolean noticed;

    SourceWork(SystemSpec source, SystemEvents events, Consumer<OutboundEvent> out, Consumer<String> say) {
        this.source = source;
        this.figures = new SystemFigures(source);
        this.events = events;
        this.out = out;
        this.say = say;
    }

    URI address() {
        return URI.create(source.url());
    }

    /** To be called each second; false when the question before has no answer yet: then this second has failed. */
    boolean beginAsking() {
        if (asking) {
            fail(new ScrapeFailure(ScrapeFailureCause.SLOW, address() + " takes longer than a second"));
            return false;
        }
        asking = true;
        return true;
    }

    void take(ScrapeAnswer answer) {
        asking = false;
        if (answer.failure() != null) {
            fail(answer.failure());
            return;
        }
        PrometheusText.Content content = PrometheusText.read(answer.text(), SystemFigures::isKnown);
        if (content.samples() == 0) {
            fail(new ScrapeFailure(
                    ScrapeFailureCause.UNREADABLE,
                    "what " + address() + " answers is no Prometheus text: "
                            + (content.firstBad() == null ? "it has no sample" : content.firstBad())));
            return;
        }
        SystemReading reading =
                figures.reading(content, answer.endedNanos() - answer.beganNanos(), answer.endedNanos());
        readings++;
        if (trouble != null) {
            say.accept(source.source() + " can be read again.");
            trouble = null;
        }
        notice(notice(content));
        out.accept(events.reading(source.source(), reading));
    }

    /** What came of the source, in words. */
    String summary() {
        return source.source() + " " + readings + " readings" + (failures == 0 ? "" : ", " + failures + " failed");
    }

    private void fail(ScrapeFailure failure) {
        failures++;
        if (trouble != failure.getCause()) {
            say.accept(source.source() + " cannot be read: " + failure.getSentence() + ".");
            trouble = failure.getCause();
        }
        out.accept(events.failure(source.source(), failure));
    }

    private String notice(PrometheusText.Content content) {
        if (content.badLines() > 0) {
            return source.source() + ": left out as no Prometheus text: " + content.badLines() + " of its lines; "
                    + content.firstBad() + ".";
        }
        return figures.knowsAny(content)
                ? null
                : source.source() + ": none of its " + content.samples()
                        + " samples is a known metric with the labels asked for (docs/system.md).";
    }

    private void notice(String sentence) {
        if (sentence != null && !noticed) {
            noticed = true;
            say.accept(sentence);
        }
    }
}
