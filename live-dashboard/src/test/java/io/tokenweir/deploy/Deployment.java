package io.tokenweir.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The deployment files of the repository, read. */
final class Deployment {
    static final Path ROOT = root();

    private Deployment() {}

    static Map<String, Object> compose() {
        return yaml("docker-compose.yml");
    }

    static Map<String, Map<String, Object>> services() {
        Map<String, Map<String, Object>> services = cast(compose().get("services"));
        return services;
    }

    static Map<String, Object> yaml(String file) {
        return cast(new Yaml(new SafeConstructor(new LoaderOptions())).load(text(file)));
    }

    static String text(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Object> environment(Map<String, Object> service) {
        return service.containsKey("environment") ? cast(service.get("environment")) : Map.of();
    }

    /** A list field of a service, or nothing. */
    static List<String> list(Map<String, Object> service, String field) {
        List<String> values = new ArrayList<>();
        if (service.get(field) instanceof List<?> list) {
            list.forEach(value -> values.add(value.toString()));
        }
        return values;
    }

    static boolean isOurs(Map<String, Object> service) {
        return service.get("image").toString().startsWith("tokenweir/weir:");
    }

    /** The names of a Dockerfile's stages. */
    static Set<String> stages(String dockerfile) {
        Set<String> stages = new LinkedHashSet<>();
        text(dockerfile)
                .lines()
                .filter(line -> line.startsWith("FROM "))
                .forEach(line -> stages.add(line.substring(line.lastIndexOf(' ') + 1)));
        return stages;
    }

    @SuppressWarnings("unchecked")
    static <T> T cast(Object value) {
        return (T) value;
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docker-compose.yml"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
