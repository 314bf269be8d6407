package io.tokenweir.connect.objects;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Which folders of a store hold topics: all but those that the tools keep their own things in. */
final class ObjectTopics {
    static final String COMPACTED = "_compacted";
    static final String MANIFESTS = "_manifests";
    static final String PROBE = "_weir";

    private static final Set<String> OWN = Set.of("_heads", COMPACTED, MANIFESTS, PROBE);

    private ObjectTopics() {}

    static List<String> of(ObjectStore store) throws IOException {
        return store.folders("").stream().filter(name -> !OWN.contains(name)).toList();
    }

    /** The tree of merged objects, as a store of its own. */
    static ObjectStore compacted(ObjectStore store) {
        return new SubStore(store, COMPACTED + "/");
    }
}
