package io.tokenweir.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import org.junit.jupiter.api.Test;

class PageBlocksTest {
    private static final String PAGE = """
            Text.

            ```python
            # part.py
            x = 1
            ```

            ```sql
            -- rows.sql
            select 1
            ```

            ```
            $ run rows.sql
            ```

            ```text
            +----+
            model  n  12.5 seconds
            big    3
            ```

            ```text
            belongs to nothing
            ```
            """;

    @Test
    void takesEachNamedBlockWithTheOutputThatFollowsIt() {
        assertThat(PageBlocks.of(PAGE))
                .extracting(PageBlocks.Block::file, PageBlocks.Block::shown)
                .containsExactly(
                        tuple("part.py", null), tuple("rows.sql", "+----+\nmodel  n  12.5 seconds\nbig    3\n"));
    }

    @Test
    void whatMustComeAgainIsWordsAndNotFigures() {
        assertThat(PageBlocks.of(PAGE).get(1).headings()).containsExactlyInAnyOrder("model", "seconds");
    }
}
