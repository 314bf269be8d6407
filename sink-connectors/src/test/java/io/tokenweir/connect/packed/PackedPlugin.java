package io.tokenweir.connect.packed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The zip that the build made, unpacked as an operator would. */
record PackedPlugin(Path folder) {

    /** Unpacks the zip into {@code pluginPath}. */
    static PackedPlugin unpackInto(Path pluginPath) throws IOException {
        Path zip = only(Path.of("target"), "tokenweir-tokenweir-connect-*.zip");
        try (InputStream in = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path target = pluginPath.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(entries, target);
                }
            }
        }
        return new PackedPlugin(only(pluginPath, "tokenweir-*"));
    }

    private static Path only(Path folder, String glob) throws IOException {
        try (var found = Files.newDirectoryStream(folder, glob)) {
            return found.iterator().next();
        }
    }

    Path lib() {
        return folder.resolve("lib");
    }

    /** Names of the files in a folder of it, sorted. */
    List<String> names(String below) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(below))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
