package io.tokenweir.streams;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.apache.kafka.streams.TopologyDescription.Subtopology;

/** What Kafka Streams says of a topology, as a Mermaid flowchart; the same topology always gives the same text. Pure. */
final class TopologyPicture {
    private TopologyPicture() {}

    static String mermaid(TopologyDescription description) {
        List<Subtopology> parts = description.subtopologies().stream()
                .sorted(Comparator.comparingInt(Subtopology::id))
                .toList();
        Stream<String> topics = topicsOf(parts).stream().map(topic -> "  " + id(topic) + "[(" + topic + ")]");
        Stream<String> boxes = parts.stream().flatMap(TopologyPicture::box);
        Stream<String> arrows =
                parts.stream().flatMap(part -> sorted(part.nodes()).flatMap(TopologyPicture::arrows));
        return Stream.of(Stream.of("flowchart LR"), topics, boxes, arrows)
                        .flatMap(lines -> lines)
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    private static Set<String> topicsOf(List<Subtopology> parts) {
        Set<String> topics = new TreeSet<>();
        for (Subtopology part : parts) {
            for (Node node : part.nodes()) {
                if (node instanceof Source source) {
                    topics.addAll(source.topicSet());
                } else if (node instanceof Sink sink) {
                    topics.add(sink.topic());
                }
            }
        }
        return topics;
    }

    private static Stream<String> box(Subtopology part) {
        Stream<String> processors =
                processors(part).map(processor -> "    " + id(processor.name()) + "[" + processor.name() + "]");
        Stream<String> stores = processors(part)
                .flatMap(processor -> new TreeSet<>(processor.stores()).stream())
                .distinct()
                .map(store -> "    " + id(store) + "[[" + store + "]]");
        return Stream.of(
                        Stream.of("  subgraph sub" + part.id() + "[sub-topology " + part.id() + "]"),
                        processors,
                        stores,
                        Stream.of("  end"))
                .flatMap(lines -> lines);
    }

    private static Stream<Processor> processors(Subtopology part) {
        return sorted(part.nodes()).filter(Processor.class::isInstance).map(Processor.class::cast);
    }

    private static Stream<Node> sorted(Collection<Node> nodes) {
        return nodes.stream().sorted(Comparator.comparing(Node::name));
    }

    private static Stream<String> arrows(Node node) {
        if (node instanceof Source source) {
            return new TreeSet<>(source.topicSet())
                    .stream()
                            .flatMap(topic -> sorted(source.successors())
                                    .map(next ->
                                            "  " + id(topic) + " -- " + source.name() + " --> " + id(next.name())));
        }
        if (node instanceof Sink sink) {
            return sorted(sink.predecessors())
                    .map(before -> "  " + id(before.name()) + " -- " + sink.name() + " --> " + id(sink.topic()));
        }
        Processor processor = (Processor) node;
        return Stream.concat(
                new TreeSet<>(processor.stores())
                        .stream().map(store -> "  " + id(processor.name()) + " -.- " + id(store)),
                sorted(processor.successors())
                        .filter(Processor.class::isInstance)
                        .map(next -> "  " + id(processor.name()) + " --> " + id(next.name())));
    }

    /** Mermaid's ids have no dots or dashes. */
    private static String id(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_");
    }
}
