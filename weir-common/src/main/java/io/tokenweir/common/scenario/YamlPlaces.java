package io.tokenweir.common.scenario;

import java.io.StringReader;
import java.util.List;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Finds the line of a key in a YAML text. The data binder cannot tell it: it reads ahead before it builds a record, and
 * names the place where it stands by then.
 */
final class YamlPlaces {
    private YamlPlaces() {}

    /**
     * Line of the deepest step of the path that exists, from 1; 0 when the text is not YAML.
     *
     * @param path field names and, for lists, indexes as text
     */
    static int line(String text, List<String> path) {
        try {
            Node node = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            int line = node == null ? 0 : node.getStartMark().getLine() + 1;
            for (String step : path) {
                NodeTuple found = step(node, step);
                if (found == null) {
                    return line;
                }
                line = found.getKeyNode().getStartMark().getLine() + 1;
                node = found.getValueNode();
            }
            return line;
        } catch (YAMLException e) {
            return 0;
        }
    }

    private static NodeTuple step(Node node, String step) {
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                            && key.getValue().equals(step))
                    .findFirst()
                    .orElse(null);
        }
        if (node instanceof SequenceNode sequence && step.matches("\\d+")) {
            int index = Integer.parseInt(step);
            return index < sequence.getValue().size()
                    ? new NodeTuple(
                            sequence.getValue().get(index), sequence.getValue().get(index))
                    : null;
        }
        return null;
    }
}
