package io.tokenweir.simulator.api;

/** Whose wire format a request was made in. */
public enum Vendor {
    OPENAI,
    ANTHROPIC,
    AZURE
}
