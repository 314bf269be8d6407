package io.tokenweir.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The programs of a page: fenced blocks whose first line is a comment with a file's name, each with the output that the page
 * shows after it. Pure.
 */
final class PageBlocks {
    private static final Pattern FENCED = Pattern.compile("```(\\w*)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern NAMED = Pattern.compile("(?:#|--) (\\w+\\.(?:py|sql))\n.*", Pattern.DOTALL);

    private static final Pattern WORD = Pattern.compile("[A-Za-z_]{3,}");

    private PageBlocks() {}

    /** @param shown what the page says that it prints; null when it shows nothing, as for a part that others use */
    record Block(String file, String text, String shown) {
        /** Words of the first line that has any, without the figures: the same whatever the run was. */
        Set<String> headings() {
            return shown.lines()
                    .map(line ->
                            WORD.matcher(line).results().map(MatchResult::group).collect(Collectors.toSet()))
                    .filter(words -> !words.isEmpty())
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public String toString() {
            return file;
        }
    }

    static List<Block> of(String page) {
        List<Block> blocks = new ArrayList<>();
        Block open = null;
        Matcher fence = FENCED.matcher(page);
        while (fence.find()) {
            Matcher named = NAMED.matcher(fence.group(2));
            if (named.matches()) {
                add(open, blocks);
                open = new Block(named.group(1), fence.group(2), null);
            } else if (open != null && fence.group(1).equals("text")) {
                blocks.add(new Block(open.file(), open.text(), fence.group(2)));
                open = null;
            }
        }
        add(open, blocks);
        return blocks;
    }

    private static void add(Block block, List<Block> blocks) {
        if (block != null) {
            blocks.add(block);
        }
    }
}
