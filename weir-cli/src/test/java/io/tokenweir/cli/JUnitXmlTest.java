package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

import io.tokenweir.common.threshold.ThresholdResult;
import io.tokenweir.common.threshold.ThresholdResult.Status;

class JUnitXmlTest {
    private static final JUnitXml.Suite SUITE =
            new JUnitXml.Suite("checkout", "2026-11-23T01:02:03.456Z", 60.5, Map.of("run", "r-1"));
    private static final List<ThresholdResult> RESULTS = List.of(
            result("ttft: p(99)<800", Status.PASSED, 512.25, 800, "ms", null),
            result("failed: rate<0.01", Status.FAILED, 0.25, 0.01, "", null),
            result("endToEnd: p(99.9)<2s", Status.NOT_MEASURED, null, 2000, "ms", "7 values & \u0000 \"too few\""));

    @Test
    void hasTheShapeThatBuildServersRead() throws Exception {
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(JUnitXmlTest.class.getResource("junit.xsd"))
                .newValidator()
                .validate(new StreamSource(new StringReader(JUnitXml.of(SUITE, RESULTS))));
    }

    @Test
    void countsFailuresAndWhatWasNotMeasuredApart() throws Exception {
        Element suite = suite();

        assertThat(suite.getAttribute("tests")).isEqualTo("3");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(suite.getAttribute("skipped")).isEqualTo("0");
    }

    @Test
    void aFailureHasWhatWasMeasuredAndWhatWasAsked() throws Exception {
        assertThat(message("failure")).isEqualTo("measured 0.25, bound 0.01");
    }

    @Test
    void whatWasNotMeasuredIsAnErrorThatSaysWhyInLegalCharacters() throws Exception {
        assertThat(message("error")).isEqualTo("not measured, bound 2000 ms: 7 values & \uFFFD \"too few\"");
    }

    private static Element suite() throws Exception {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(JUnitXml.of(SUITE, RESULTS))));
        return (Element) document.getElementsByTagName("testsuite").item(0);
    }

    private static String message(String kind) throws Exception {
        return ((Element) suite().getElementsByTagName(kind).item(0)).getAttribute("message");
    }

    private static ThresholdResult result(
            String threshold, Status status, Double measured, double bound, String unit, String reason) {
        return new ThresholdResult(threshold, status, measured, bound, unit, reason, false, null);
    }
}
