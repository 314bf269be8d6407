package io.tokenweir.common.target;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

import io.tokenweir.common.scenario.TargetSpec;

/**
 * Decides whether an address may be load-tested or signed up at.
 *
 * <p>Loopback is free. Everything else must be declared in the scenario: who allowed it, until when, which hosts. Bulk
 * sign-up at known public vendors is refused whatever is declared: it breaks their terms, and their limits are per
 * organisation anyway. Immutable.
 */
public final class TargetGuard {
    private static final List<String> PUBLIC_VENDORS = List.of(
            "openai.com",
            "chatgpt.com",
            "anthropic.com",
            "claude.ai",
            "claude.com",
            "google.com",
            "googleapis.com",
            "microsoft.com",
            "azure.com",
            "amazonaws.com",
            "amazon.com",
            "mistral.ai",
            "groq.com",
            "cohere.com",
            "cohere.ai",
            "deepseek.com",
            "perplexity.ai",
            "together.ai",
            "together.xyz",
            "fireworks.ai",
            "openrouter.ai",
            "x.ai",
            "moonshot.ai",
            "moonshot.cn",
            "aliyuncs.com",
            "z.ai",
            "replicate.com",
            "cerebras.ai",
            "sambanova.ai",
            "nvidia.com",
            "deepinfra.com",
            "ai21.com",
            "huggingface.co");

    private final TargetSpec.Authorisation authorisation;
    private final LocalDate today;

    /** @param authorisation what the scenario declares; may be null */
    public TargetGuard(TargetSpec.Authorisation authorisation, LocalDate today) {
        this.authorisation = authorisation;
        this.today = today;
    }

    /** Throws {@link RefusedTargetException} unless traffic to that address is allowed. */
    public void checkTraffic(URI target) {
        String host = host(target);
        if (isLoopback(host)) {
            return;
        }
        if (authorisation == null) {
            throw new RefusedTargetException(
                    "Target " + host + " is not on loopback and not declared as authorised; add "
                            + "target.authorised with by, until and hosts to the scenario if its operator allows this test.");
        }
        if (authorisation.by() == null || authorisation.until() == null) {
            throw new RefusedTargetException(
                    "target.authorised must say by whom (by) and until when (until) the test of " + host
                            + " is allowed.");
        }
        if (today.isAfter(authorisation.until())) {
            throw new RefusedTargetException("The authorisation by " + authorisation.by() + " for " + host
                    + " ended on " + authorisation.until() + "; ask for a new one.");
        }
        if (authorisation.hosts().stream().noneMatch(host::equalsIgnoreCase)) {
            throw new RefusedTargetException(
                    "Target " + host + " is not among the authorised hosts " + authorisation.hosts() + ".");
        }
    }

    /** Like {@link #checkTraffic}, and refuses known public vendors outright. */
    public void checkSignUp(URI target) {
        String host = host(target);
        for (String vendor : PUBLIC_VENDORS) {
            if (host.equals(vendor) || host.endsWith("." + vendor)) {
                throw new RefusedTargetException(
                        "Bulk sign-up at " + host + " is refused: it breaks the vendor's terms, and "
                                + "its limits are per organisation; import keys that you own instead.");
            }
        }
        checkTraffic(target);
    }

    private static String host(URI target) {
        String host = target.getHost();
        if (host == null) {
            throw new RefusedTargetException(
                    "'" + target + "' is no address of a target; write for instance http://127.0.0.1:8000/v1.");
        }
        // a name with a dot at its end is the same name
        return host.toLowerCase(Locale.ROOT).replaceAll("^\\[|\\]$|\\.+$", "");
    }

    private static boolean isLoopback(String host) {
        if (!host.equals("localhost") && !host.contains(":") && !host.matches("127(\\.\\d{1,3}){3}")) {
            return false;
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
