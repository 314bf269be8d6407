package io.tokenweir.report.onset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import io.tokenweir.report.ReportException;

/** Findings as a JSON file, {@code wall.json} in a run's folder. */
public final class WallJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private WallJson() {}

    public static void write(Path file, WallFindings findings) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(findings) + "\n");
    }

    /** @throws ReportException when the file is not there or holds something else, with what to do */
    public static WallFindings read(Path file) {
        try {
            WallFindings findings = JSON.readValue(file.toFile(), WallFindings.class);
            if (findings.format() != WallFindings.FORMAT) {
                throw new ReportException(file + " has format " + findings.format() + ", and this version reads format "
                        + WallFindings.FORMAT + "; search for the wall again.");
            }
            return findings;
        } catch (JsonProcessingException e) {
            throw new ReportException(
                    file + " holds no findings of a search for the wall: " + e.getOriginalMessage() + ".");
        } catch (IOException e) {
            throw new ReportException("The findings " + file + " cannot be read: " + e.getMessage() + ".");
        }
    }
}
