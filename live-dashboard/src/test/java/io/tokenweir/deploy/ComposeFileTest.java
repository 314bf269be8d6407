package io.tokenweir.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.scenario.ScenarioReader;
import io.tokenweir.common.target.TargetGuard;

/** There is no Docker where this is built, so what Docker would trip over is looked for here. */
class ComposeFileTest {
    private final Map<String, Map<String, Object>> services = Deployment.services();

    @Test
    void startsEveryPieceOfThePipe() {
        assertThat(services)
                .containsKeys(
                        "kafka",
                        "registry",
                        "connect",
                        "prometheus",
                        "objects",
                        "grafana",
                        "topics",
                        "streams",
                        "dashboard",
                        "simulator",
                        "provision",
                        "run");
    }

    @Test
    void buildsFromStagesThatTheDockerfileHas() {
        services.values().stream()
                .filter(service -> service.containsKey("build"))
                .forEach(service -> {
                    Map<String, String> build = Deployment.cast(service.get("build"));
                    assertThat(Deployment.stages(build.get("dockerfile"))).contains(build.get("target"));
                });
    }

    @Test
    void copiesOnlyWhatExistsIntoTheImages() {
        String version = pom("<version>([^<]+)</version>\\s*<packaging>");
        Deployment.text("Dockerfile").lines().map(String::strip).forEach(line -> {
            Matcher copy = Pattern.compile("(?:COPY|ADD) (?!--from)(?:--\\S+ )*(\\S+) \\S+")
                    .matcher(line);
            if (copy.matches() && !copy.group(1).startsWith("weir-cli/target/tokenweir-")) {
                assertThat(Deployment.ROOT.resolve(copy.group(1))).exists();
                assertThat(Deployment.text(".dockerignore"))
                        .contains("!" + copy.group(1).split("/")[0]);
            }
        });
        assertThat(Deployment.text("Dockerfile"))
                .contains("ARG TOKENWEIR_VERSION=" + version)
                .contains("weir-cli/target/tokenweir-${TOKENWEIR_VERSION}.tar.gz");
        assertThat(Deployment.text("docker-compose.yml")).contains("tokenweir/weir:" + version);
    }

    @Test
    void runsTheKafkaThatTheBuildUses() {
        String version = pom("<kafka.version>([^<]+)</kafka.version>");

        assertThat(services.get("kafka")).containsEntry("image", "apache/kafka:" + version);
        assertThat(Deployment.text("Dockerfile")).contains("ARG KAFKA_VERSION=" + version);
    }

    @Test
    void givesOurServicesCommandsOptionsAndVariablesThatTheyKnow() {
        services.values().stream().filter(Deployment::isOurs).forEach(service -> {
            List<String> command = Deployment.list(service, "command");
            assertThat(KnownOptions.commands()).contains(command.get(0));
            assertThat(KnownOptions.of(command.get(0)))
                    .containsAll(command.stream()
                            .filter(word -> word.startsWith("--"))
                            .toList());
            assertThat(KnownOptions.variables(command.get(0)))
                    .containsAll(Deployment.environment(service).keySet());
        });
    }

    @Test
    void setsOnlySettingsThatABrokerKnows() throws ReflectiveOperationException {
        ConfigDef broker = (ConfigDef) Class.forName("org.apache.kafka.server.config.AbstractKafkaConfig")
                .getField("CONFIG_DEF")
                .get(null);

        assertThat(Deployment.environment(services.get("kafka")).keySet())
                .allSatisfy(variable -> assertThat(broker.names())
                        .contains(variable.substring("KAFKA_".length())
                                .toLowerCase()
                                .replace('_', '.')));
    }

    @Test
    void waitsOnlyForWhatExistsAndCanBecomeSo() {
        services.values().stream()
                .filter(service -> service.containsKey("depends_on"))
                .forEach(service -> {
                    Map<String, Map<String, String>> waitsFor = Deployment.cast(service.get("depends_on"));
                    waitsFor.forEach((name, how) -> {
                        assertThat(services).containsKey(name);
                        if (how.get("condition").equals("service_healthy")) {
                            assertThat(services.get(name)).as(name).containsKey("healthcheck");
                        }
                    });
                });
    }

    @Test
    void namesOnlyPortsOnWhichTheOtherServiceListens() {
        Pattern address = Pattern.compile("\\b(" + String.join("|", services.keySet()) + "):(\\d{4,5})\\b");
        for (String file : List.of(
                "docker-compose.yml",
                "deploy/connect/worker.properties",
                "deploy/connect/prometheus.properties",
                "deploy/connect/objects.properties",
                "deploy/grafana/provisioning/datasources/prometheus.yaml",
                "deploy/scenarios/compose.yaml")) {
            Matcher found = address.matcher(Deployment.text(file));
            while (found.find()) {
                assertThat(listensOn(found.group(1)))
                        .as(found.group() + " in " + file)
                        .contains(found.group(2));
            }
        }
    }

    @Test
    void asksForHealthOnAPortOfTheServiceItself() {
        services.forEach((name, service) -> {
            if (service.containsKey("healthcheck")) {
                Map<String, Object> check = Deployment.cast(service.get("healthcheck"));
                Matcher port = Pattern.compile("(?:localhost:|127\\.0\\.0\\.1/|http-ok, )(\\d+)")
                        .matcher(check.get("test").toString());
                if (port.find()) {
                    assertThat(listensOn(name)).as(name).contains(port.group(1));
                }
            }
        });
    }

    @Test
    void publishesPortsOnLoopbackOnly() {
        services.values()
                .forEach(service -> assertThat(Deployment.list(service, "ports"))
                        .allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:")));
    }

    @Test
    void mountsOnlyFoldersThatExistAndVolumesThatAreDeclared() {
        Map<String, Object> volumes = Deployment.cast(Deployment.compose().get("volumes"));
        services.values()
                .forEach(service -> Deployment.list(service, "volumes").forEach(mount -> {
                    String source = mount.split(":")[0];
                    if (source.startsWith("./")) {
                        assertThat(Deployment.ROOT.resolve(source)).exists();
                    } else {
                        assertThat(volumes).containsKey(source);
                    }
                }));
    }

    @Test
    void playsAScenarioThatIsValidAndAllowedAtItsTarget() {
        Path file = Deployment.ROOT.resolve("deploy/scenarios/compose.yaml");
        ScenarioFile scenario = ScenarioReader.read(file);

        URI target = URI.create(scenario.target().url());
        new TargetGuard(scenario.target().authorised(), LocalDate.of(2026, 11, 22)).checkTraffic(target);

        assertThat(services.get("run").get("command").toString()).contains(target.toString());
        assertThat(services).containsKey(target.getHost());
    }

    @Test
    void shipsItsHealthScriptExecutable() {
        assertThat(Files.isExecutable(Deployment.ROOT.resolve("deploy/http-ok.sh")))
                .isTrue();
        assertThat(Deployment.text("Dockerfile")).contains("--chmod=0755 deploy/http-ok.sh /usr/local/bin/http-ok");
    }

    /** Ports that a service's own definition names, in its listeners, its command or what it publishes. */
    private Set<String> listensOn(String service) {
        Map<String, Object> definition = services.get(service);
        String own = Deployment.environment(definition) + " " + Deployment.list(definition, "command") + " "
                + Deployment.list(definition, "ports");
        return Set.copyOf(Pattern.compile("\\b\\d{4,5}\\b")
                .matcher(own)
                .results()
                .map(result -> result.group())
                .distinct()
                .toList());
    }

    private static String pom(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(Deployment.text("pom.xml"));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
