package io.tokenweir.cli;

import java.nio.file.Path;

import picocli.CommandLine.Option;

import io.tokenweir.common.expect.LoadAt;
import io.tokenweir.report.certificate.WallOnset;
import io.tokenweir.report.onset.AxisFinding;
import io.tokenweir.report.onset.WallFindings;
import io.tokenweir.report.onset.WallJson;

/** Where the wall begins, for expectations at so many times the onset. */
final class WallOptions {
    @Option(names = "--wall", paramLabel = "FILE", description = "What a search for the wall found, as wall.json.")
    private Path wall;

    @Option(
            names = "--onset",
            paramLabel = "LOAD",
            description = "The onset by itself: '60 requests/min', '40000 tokens/min' or '12 concurrent'.")
    private String onset;

    boolean given() {
        return wall != null || onset != null;
    }

    /** Null when neither is given; a sentence when a file or load says no onset. */
    WallOnset onset() {
        QuickChecks.require(wall == null || onset == null, "Choose one: --wall or --onset.");
        if (onset != null) {
            return stated(onset);
        }
        return wall == null ? null : found(wall);
    }

    private static WallOnset stated(String text) {
        try {
            LoadAt load = LoadAt.parse(text);
            QuickChecks.require(!load.needsOnset(), "--onset is a load itself, such as '60 requests/min'.");
            return new WallOnset(load.axis(), load.number(), "--onset " + text);
        } catch (IllegalArgumentException e) {
            throw Failure.usage("--onset " + text + " is no load; write for instance '60 requests/min',"
                    + " '40000 tokens/min' or '12 concurrent'.");
        }
    }

    private static WallOnset found(Path file) {
        WallFindings findings = WallJson.read(file);
        AxisFinding axis = findings.axes().stream()
                .filter(one -> one.onset() != null)
                .filter(one -> findings.bitFirst() == null || one.axis() == findings.bitFirst())
                .findFirst()
                .orElseThrow(() -> Failure.usage("The wall in " + file
                        + " has no onset on the axis that bit first; search again, or state it with --onset."));
        return new WallOnset(
                axis.axis(),
                axis.onset().at(),
                "wall of %s: onset %.6g, 95 %% interval %.6g to %.6g"
                        .formatted(
                                findings.target(),
                                axis.onset().at(),
                                axis.onset().low(),
                                axis.onset().high()));
    }
}
