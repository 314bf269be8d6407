package io.tokenweir.load.prompt;

import java.util.List;

import io.tokenweir.common.content.ContentMarks;
import io.tokenweir.protocol.provider.ProviderAdapter;

/**
 * How what is asked becomes a request.
 *
 * @param marks leaves marks of its text, by which an upstream call can be recognised that it caused; null: leaves none
 */
public record PromptForm(ProviderAdapter adapter, ContentMarks marks) {
    List<Long> marks(String text) {
        return marks == null ? List.of() : marks.asked(text);
    }
}
