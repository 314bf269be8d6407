package io.tokenweir.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How the reading of results goes, for {@code /healthz}. */
interface ReaderState {
    /** Whether everything that the topics held when reading began has been read, and reading goes on. */
    boolean ready();

    /** The same with details, as JSON. */
    ObjectNode health();
}
