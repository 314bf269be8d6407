package io.tokenweir.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.serde.AvroWire;

/**
 * The picture in docs/topology.md is the topology that runs. To draw it again after a change:
 * {@code ./mvnw -pl metrics-streams -am test -Dtest=TopologyPageTest -Dtopology.draw=true -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class TopologyPageTest {
    private static final Path PAGE = Path.of("../docs/topology.md");
    private static final Pattern PICTURE = Pattern.compile("```mermaid\n(.*?)```", Pattern.DOTALL);

    @Test
    void thePageShowsTheTopologyThatRuns() throws IOException {
        String drawn = TopologyPicture.mermaid(topology().describe());
        String page = Files.readString(PAGE);
        if (Boolean.getBoolean("topology.draw")) {
            page = PICTURE.matcher(page).replaceFirst(Matcher.quoteReplacement("```mermaid\n" + drawn + "```"));
            Files.writeString(PAGE, page);
        }
        Matcher shown = PICTURE.matcher(page);

        assertThat(shown.find()).as("docs/topology.md has a picture").isTrue();
        assertThat(shown.group(1))
                .as("docs/topology.md; draw it again with -Dtopology.draw=true")
                .isEqualTo(drawn);
    }

    @Test
    void thePageNamesEveryStore() throws IOException {
        String page = Files.readString(PAGE);

        for (String line : topology().describe().toString().split("\n")) {
            Matcher stores = Pattern.compile("\\(stores: \\[(.*)]\\)").matcher(line);
            if (stores.find()) {
                for (String store : stores.group(1).split(", ")) {
                    assertThat(page).contains("`" + store + "`");
                }
            }
        }
    }

    private static Topology topology() {
        MetricsStreamsConfig config = MetricsStreamsConfig.defaults(Path.of("state"));
        return MetricsTopology.build(
                AvroWire.of(settings().client("page")),
                TopologyNames.of(settings()),
                config,
                StreamsProperties.of(settings(), config),
                Map.of(Branch.REQUESTS, 1, Branch.PROVISIONING, 1, Branch.SYSTEM, 1));
    }

    private static KafkaSettings settings() {
        return KafkaSettings.local("nobody:9092", "mock://page");
    }
}
