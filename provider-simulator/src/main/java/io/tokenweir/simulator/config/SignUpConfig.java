package io.tokenweir.simulator.config;

import java.util.List;

/**
 * The sign-up form.
 *
 * @param requestsPerSecond what the form allows to one client address; 0: no limit
 * @param burst sign-ups that a rested client may make at once
 * @param linkMinutes how long the link and the code of a verification mail are good
 * @param codeAttempts wrong codes after which the code is void and a new mail must be asked for
 * @param refusedDomains mail domains that the form refuses with 422
 */
public record SignUpConfig(
        double requestsPerSecond, int burst, int linkMinutes, int codeAttempts, List<String> refusedDomains) {}
