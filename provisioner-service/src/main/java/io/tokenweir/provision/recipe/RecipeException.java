package io.tokenweir.provision.recipe;

/** A recipe that cannot be used; the message names file, line, step and what was expected. */
public final class RecipeException extends RuntimeException {
    public RecipeException(String message) {
        super(message);
    }

    static RecipeException at(String file, int line, String where, String expected) {
        return new RecipeException(file + ":" + line + ": " + where + ": " + expected);
    }
}
