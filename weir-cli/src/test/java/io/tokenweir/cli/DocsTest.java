package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import picocli.CommandLine;

/** The pages name only what there is: files, headings, commands, options. */
class DocsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path DOCS = ROOT.resolve("docs");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern ELSEWHERE = Pattern.compile("(https?|mailto):.*");
    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
    private static final Pattern CONTINUED = Pattern.compile("\\\\\\n\\s*");
    private static final Pattern COMMAND = Pattern.compile("\\./weir ([a-z]+)\\b([^`\\n&|;#]*)");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z0-9-]*");
    private static final Pattern OPTION_ALONE = Pattern.compile("`(--[a-z][a-z0-9-]*)[^`\\n]*`");

    private final Map<String, CommandLine> commands = Main.commandLine().getSubcommands();

    @TestFactory
    Stream<DynamicTest> everyRelativeLinkLeadsToAFileAndAHeadingThatExist() throws IOException {
        return texts().map(
                        page -> named(page, () -> assertThat(brokenLinks(page)).isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> everyCommandAndItsOptionsExist() throws IOException {
        return texts().map(page ->
                named(page, () -> assertThat(unknownCommandsAndOptions(page)).isEmpty()));
    }

    @Test
    void everyPageIsInTheIndex() throws IOException {
        assertThat(targets(DOCS.resolve("index.md")))
                .contains(pages().stream()
                        .filter(page -> !page.endsWith("index.md"))
                        .toArray(Path[]::new));
    }

    @Test
    void everyPageIsInTheIndexForMachines() throws IOException {
        assertThat(targets(ROOT.resolve("llms.txt"))).containsAll(pages());
    }

    @Test
    void everyCommandIsExplainedOnSomePage() throws IOException {
        String all = texts().map(DocsTest::read).collect(Collectors.joining("\n"));

        assertThat(commands.keySet()).allSatisfy(command -> assertThat(all).contains("./weir " + command));
    }

    private static List<String> brokenLinks(Path page) {
        List<String> broken = new ArrayList<>();
        for (String link : links(page)) {
            int mark = link.indexOf('#');
            String file = mark < 0 ? link : link.substring(0, mark);
            Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
            if (!Files.exists(target)) {
                broken.add(link);
            } else if (mark >= 0 && !anchors(target).contains(link.substring(mark + 1))) {
                broken.add(link + " (no such heading)");
            }
        }
        return broken;
    }

    private List<String> unknownCommandsAndOptions(Path page) {
        List<String> unknown = new ArrayList<>();
        String text = CONTINUED.matcher(read(page)).replaceAll(" ");
        Matcher used = COMMAND.matcher(text);
        while (used.find()) {
            CommandLine command = commands.get(used.group(1));
            if (command == null) {
                unknown.add("./weir " + used.group(1));
                continue;
            }
            Set<String> known =
                    inner(command, used.group(2)).getCommandSpec().optionsMap().keySet();
            OPTION.matcher(used.group(2))
                    .results()
                    .map(option -> option.group())
                    .filter(option -> !known.contains(option))
                    .forEach(option -> unknown.add("./weir " + used.group(1) + " " + option));
        }
        Set<String> anywhere = Stream.concat(
                        commands.values().stream(),
                        commands.values().stream().flatMap(command -> command.getSubcommands().values().stream()))
                .flatMap(command -> command.getCommandSpec().optionsMap().keySet().stream())
                .collect(Collectors.toSet());
        OPTION_ALONE
                .matcher(text)
                .results()
                .map(option -> option.group(1))
                .filter(option -> !anywhere.contains(option))
                .forEach(unknown::add);
        return unknown;
    }

    /** The command that a command's first argument names, as verify in ./weir objects verify; else the command itself. */
    private static CommandLine inner(CommandLine command, String arguments) {
        String first = arguments.strip().split("\\s+", 2)[0];
        return command.getSubcommands().getOrDefault(first, command);
    }

    /** README, the index for machines, and every page. */
    private static Stream<Path> texts() throws IOException {
        return Stream.concat(
                Stream.of("README.md", "CONTRIBUTING.md", "llms.txt").map(ROOT::resolve), pages().stream());
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(DOCS)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static Set<Path> targets(Path page) {
        return links(page).stream()
                .map(link -> page.resolveSibling(link.replaceFirst("#.*", "")).normalize())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> links(Path page) {
        return LINK.matcher(read(page))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !ELSEWHERE.matcher(link).matches())
                .toList();
    }

    /** Anchors as GitHub makes them: lower case, spaces to hyphens, all other marks left out. */
    private static Set<String> anchors(Path page) {
        return HEADING.matcher(read(page))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static DynamicTest named(Path page, Executable test) {
        return DynamicTest.dynamicTest(ROOT.relativize(page).toString(), test);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read.", e);
        }
    }
}
