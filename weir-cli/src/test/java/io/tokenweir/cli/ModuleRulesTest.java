package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The table in docs/architecture.md is the law; these tests hold the POMs against it. */
class ModuleRulesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z-]+)` \\|.*\\| ([^|]+) \\|$", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`([a-z-]+)`");
    private static final Set<String> FOR_ANY_TEST =
            Set.of("platform-embedded", "provider-simulator", "provider-limits", "connect-worker");

    @Test
    void everyModuleHasItsRowInTheTable() throws Exception {
        Set<String> modules = new TreeSet<>();
        NodeList names = parse(ROOT.resolve("pom.xml")).getElementsByTagName("module");
        for (int i = 0; i < names.getLength(); i++) {
            modules.add(names.item(i).getTextContent());
        }

        assertThat(rules().keySet()).containsExactlyInAnyOrderElementsOf(modules);
    }

    @TestFactory
    Stream<DynamicTest> dependsOnlyOnWhatTheTableAllows() throws Exception {
        Map<String, Set<String>> rules = rules();
        return rules.keySet().stream()
                .map(module -> DynamicTest.dynamicTest(module, () -> {
                    assertThat(dependencies(module, false))
                            .as("main code of %s", module)
                            .isSubsetOf(rules.get(module));
                    Set<String> allowedInTests = new HashSet<>(rules.get(module));
                    allowedInTests.addAll(FOR_ANY_TEST);
                    assertThat(dependencies(module, true))
                            .as("tests of %s", module)
                            .isSubsetOf(allowedInTests);
                }));
    }

    private static Map<String, Set<String>> rules() throws Exception {
        Map<String, Set<String>> rules = new LinkedHashMap<>();
        Matcher row = ROW.matcher(Files.readString(ROOT.resolve("docs/architecture.md")));
        while (row.find()) {
            Set<String> allowed = new HashSet<>();
            if (row.group(2).equals("all of the above")) {
                allowed.addAll(rules.keySet());
            }
            Matcher name = NAME.matcher(row.group(2));
            while (name.find()) {
                allowed.add(name.group(1));
            }
            rules.put(row.group(1), allowed);
        }
        return rules;
    }

    private static Set<String> dependencies(String module, boolean ofTests) throws Exception {
        Set<String> found = new TreeSet<>();
        NodeList dependencies = parse(ROOT.resolve(module).resolve("pom.xml")).getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element dependency = (Element) dependencies.item(i);
            boolean test = "test".equals(text(dependency, "scope"));
            if ("io.tokenweir".equals(text(dependency, "groupId")) && test == ofTests) {
                found.add(text(dependency, "artifactId"));
            }
        }
        return found;
    }

    private static String text(Element element, String child) {
        NodeList found = element.getElementsByTagName(child);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    private static Document parse(Path pom) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
    }
}
