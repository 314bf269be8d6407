package io.tokenweir.report.onset;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.tokenweir.common.expect.LoadAt.Axis;

/**
 * What a search for the wall found: where shedding begins on each axis, how surely, and what it cost to know.
 *
 * @param format of the document: 1
 * @param software that searched, with its version
 * @param target that was driven, without secrets
 * @param startedMicros wall clock
 * @param axes one for each axis that was driven or looked at
 * @param bitFirst the axis on which the target refused first; null when none did
 * @param method of the estimate, with its source
 * @param stop why the search ended
 * @param spent what it cost
 * @param warnings what makes the findings doubtful, one sentence each
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WallFindings(
        int format,
        String software,
        String target,
        long startedMicros,
        List<AxisFinding> axes,
        Axis bitFirst,
        String method,
        StopReason stop,
        Spent spent,
        List<String> warnings) {
    public static final int FORMAT = 1;

    public WallFindings {
        axes = List.copyOf(axes);
        warnings = List.copyOf(warnings);
    }

    /** What was found on an axis. */
    public Optional<AxisFinding> on(Axis axis) {
        return axes.stream().filter(finding -> finding.axis() == axis).findFirst();
    }

    /** Why a search ended. */
    public enum StopReason {
        NARROW_ENOUGH("the interval is as narrow as asked"),
        TIME("the time budget ended"),
        REQUESTS("the request budget ended"),
        TOKENS("the token budget ended"),
        MONEY("the money budget ended"),
        /** The highest load that may be offered was offered. */
        TOP_REACHED("the highest load that may be offered was offered"),
        /** Already the first step was refused. */
        BELOW_FIRST_STEP("already the first step was refused"),
        INTERRUPTED("the search was interrupted"),
        TARGET_DOWN("the target does not answer");

        private final String words;

        StopReason(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /**
     * @param tokens by the server's usage where it told, else by our count
     * @param money in the currency of the prices given; null when there were none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Spent(double seconds, long requests, long shed, long tokens, Double money) {}
}
