package io.tokenweir.provision.mail;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

import io.tokenweir.provision.account.VerificationMail;

/**
 * Finds in a mail what verifies our address: the link that matches the rule and leads to the right host, or the code.
 *
 * <p>A mail for somebody else, or from somebody else, holds nothing of ours, however good its link looks. Pure.
 */
public final class LinkChooser {
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"']+");

    private final MailRule rule;
    private final URI origin;

    /** @param origin host and port that a link must have; null: any */
    public LinkChooser(MailRule rule, URI origin) {
        this.rule = rule;
        this.origin = origin;
    }

    /** Whether the list's line is worth fetching. */
    public boolean mayBe(MailSummary summary) {
        return fits(rule.from(), summary.from()) && fits(rule.subject(), summary.subject());
    }

    /** Empty when there is nothing of ours in it. */
    public Optional<VerificationMail> choose(MailMessage mail, String address) {
        boolean forUs = mail.to().isEmpty() || mail.to().stream().anyMatch(to -> to.equalsIgnoreCase(address));
        if (!forUs || !fits(rule.from(), mail.from()) || !fits(rule.subject(), mail.subject())) {
            return Optional.empty();
        }
        String link = link(mail);
        String code = code(mail);
        return link == null && code == null
                ? Optional.empty()
                : Optional.of(new VerificationMail(mail.id(), link, code));
    }

    /** Links of the page first; texts are searched only when none of them fits. */
    private String link(MailMessage mail) {
        Document page = mail.html().isBlank() ? null : Jsoup.parse(mail.html());
        Stream<String> links = page == null
                ? Stream.empty()
                : page.select("[href]").stream().map(link -> link.attr("href").strip());
        Stream<String> texts = Stream.<Supplier<String>>of(mail::text, () -> page == null ? "" : page.text())
                .map(Supplier::get)
                .flatMap(LinkChooser::addresses);
        return Stream.concat(links, texts)
                .filter(candidate -> fits(rule.link(), candidate) && leadsHome(candidate))
                .findFirst()
                .orElse(null);
    }

    private static Stream<String> addresses(String words) {
        return ADDRESS.matcher(words).results().map(found -> found.group().replaceAll("[.,;:!?)\\]]+$", ""));
    }

    private String code(MailMessage mail) {
        if (rule.code() == null) {
            return null;
        }
        String visible = mail.text().isBlank() ? Jsoup.parse(mail.html()).text() : mail.text();
        Matcher matcher = rule.code().matcher(ADDRESS.matcher(visible).replaceAll(" "));
        if (!matcher.find()) {
            return null;
        }
        return matcher.groupCount() > 0 && matcher.group(1) != null ? matcher.group(1) : matcher.group();
    }

    private boolean leadsHome(String link) {
        try {
            URI uri = new URI(link);
            if (uri.getHost() == null) {
                return false;
            }
            return origin == null || host(uri).equals(host(origin)) && port(uri) == port(origin);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** The names of loopback are one host. */
    private static String host(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return host.equals("localhost") || host.equals("[::1]") ? "127.0.0.1" : host;
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    private static boolean fits(Pattern pattern, String text) {
        return pattern == null || pattern.matcher(text).find();
    }
}
