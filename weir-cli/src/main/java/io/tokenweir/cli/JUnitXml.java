package io.tokenweir.cli;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import io.tokenweir.common.threshold.ThresholdJudge;
import io.tokenweir.common.threshold.ThresholdResult;
import io.tokenweir.common.threshold.ThresholdResult.Status;
import io.tokenweir.load.summary.RunSummary;

/**
 * Thresholds as the JUnit XML that build servers read (Jenkins' xUnit schema): a test case each. One that does not hold is a
 * failure; one that was not measured is an error, since a skipped test would pass. Pure.
 */
final class JUnitXml {
    /**
     * The run.
     *
     * @param started ISO 8601
     * @param properties whatever tells of it
     */
    record Suite(String name, String started, double seconds, Map<String, String> properties) {
        static Suite of(RunSummary summary) {
            Map<String, String> properties = new LinkedHashMap<>();
            properties.put("run", summary.run().id());
            properties.put("target", summary.target().url());
            properties.put("model", summary.target().model());
            properties.put("seed", Long.toString(summary.run().seed()));
            return new Suite(
                    summary.run().scenario(),
                    summary.run().started(),
                    summary.span().warmUpSeconds() + summary.span().seconds(),
                    properties);
        }
    }

    private JUnitXml() {}

    static String of(Suite suite, List<ThresholdResult> judged) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            line(xml, 0);
            xml.writeStartElement("testsuites");
            totals(xml, suite, judged);
            line(xml, 1);
            xml.writeStartElement("testsuite");
            totals(xml, suite, judged);
            xml.writeAttribute("timestamp", suite.started().replaceFirst("(\\.\\d+)?Z$", ""));
            xml.writeAttribute("skipped", "0");
            properties(xml, suite.properties());
            for (ThresholdResult one : judged) {
                testCase(xml, suite, one);
            }
            line(xml, 1);
            xml.writeEndElement();
            line(xml, 0);
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A text in memory can always be written.", e);
        }
        return text.append('\n').toString();
    }

    private static void totals(XMLStreamWriter xml, Suite suite, List<ThresholdResult> judged)
            throws XMLStreamException {
        xml.writeAttribute("name", suite.name());
        xml.writeAttribute("tests", Integer.toString(judged.size()));
        xml.writeAttribute("failures", count(judged, Status.FAILED));
        xml.writeAttribute("errors", count(judged, Status.NOT_MEASURED));
        xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", suite.seconds()));
    }

    private static void properties(XMLStreamWriter xml, Map<String, String> properties) throws XMLStreamException {
        line(xml, 2);
        xml.writeStartElement("properties");
        for (Map.Entry<String, String> property : properties.entrySet()) {
            line(xml, 3);
            xml.writeEmptyElement("property");
            xml.writeAttribute("name", property.getKey());
            xml.writeAttribute("value", legal(property.getValue()));
        }
        line(xml, 2);
        xml.writeEndElement();
    }

    private static void testCase(XMLStreamWriter xml, Suite suite, ThresholdResult one) throws XMLStreamException {
        line(xml, 2);
        xml.writeStartElement("testcase");
        xml.writeAttribute("name", legal(one.threshold()));
        xml.writeAttribute("classname", "thresholds." + suite.name());
        xml.writeAttribute("time", "0");
        if (!one.passed()) {
            boolean failed = one.status() == Status.FAILED;
            line(xml, 3);
            xml.writeStartElement(failed ? "failure" : "error");
            xml.writeAttribute("type", failed ? "threshold" : "not-measured");
            xml.writeAttribute("message", legal(message(one)));
            xml.writeCharacters(legal(message(one)));
            xml.writeEndElement();
            line(xml, 2);
        } else {
            line(xml, 3);
            xml.writeStartElement("system-out");
            xml.writeCharacters(legal(ThresholdText.found(one)));
            xml.writeEndElement();
            line(xml, 2);
        }
        xml.writeEndElement();
    }

    /** What was measured, and what was asked. */
    private static String message(ThresholdResult one) {
        String unit = one.unit().equals("ms") ? " ms" : one.unit();
        String value = ThresholdText.value(one);
        return (value.isEmpty() ? "not measured" : "measured " + value)
                + ", bound " + ThresholdJudge.plain(one.bound()) + unit
                + (one.reason() == null ? "" : ": " + one.reason());
    }

    /** Without the characters that no XML may hold. */
    private static String legal(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD");
    }

    private static String count(List<ThresholdResult> judged, Status status) {
        return Long.toString(
                judged.stream().filter(one -> one.status() == status).count());
    }

    private static void line(XMLStreamWriter xml, int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }
}
