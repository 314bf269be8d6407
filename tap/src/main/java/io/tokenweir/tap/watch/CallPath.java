package io.tokenweir.tap.watch;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.tokenweir.protocol.provider.Api;

/**
 * Which API a path belongs to, by its end: bases differ, ends do not.
 *
 * @param deployment the model where the path names it, as Azure's does; else null
 */
record CallPath(Api api, String deployment) {
    private static final Pattern DEPLOYMENT = Pattern.compile("/deployments/([^/]+)/");

    /** Null when it is no call to a model that the tap can read. */
    static CallPath of(String method, String path) {
        if (!method.equals("POST")) {
            return null;
        }
        Matcher azure = DEPLOYMENT.matcher(path);
        boolean deployed = azure.find();
        Api api = api(path, deployed);
        return api == null ? null : new CallPath(api, deployed ? azure.group(1) : null);
    }

    private static Api api(String path, boolean deployed) {
        if (path.endsWith("/chat/completions")) {
            return deployed ? Api.AZURE_OPENAI : Api.OPENAI_CHAT;
        }
        if (path.endsWith("/completions")) {
            return Api.OPENAI_COMPLETIONS;
        }
        if (path.endsWith("/responses")) {
            return Api.OPENAI_RESPONSES;
        }
        return path.endsWith("/messages") ? Api.ANTHROPIC_MESSAGES : null;
    }
}
