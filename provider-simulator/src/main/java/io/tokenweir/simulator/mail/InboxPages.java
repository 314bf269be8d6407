package io.tokenweir.simulator.mail;

import java.util.List;
import java.util.regex.Pattern;

import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;
import io.tokenweir.simulator.page.Page;

/** The mail as pages, for a person: whose mail, what is in it, with its links to follow. Thread-safe. */
final class InboxPages implements MailShape {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"']+");
    private static final String NAVIGATION = "<a href=\"/inbox\">All mail</a>";
    private static final int MOST = 200;
    private static final int REFRESH_SECONDS = 3;

    private final MailStore store;
    private final String domain;

    InboxPages(MailStore store, String domain) {
        this.store = store;
        this.domain = domain;
    }

    @Override
    public String prefix() {
        return "inbox";
    }

    @Override
    public Response answer(Request request, String path) {
        return path.equals("/") ? inbox(request.query("address").orElse("").trim()) : mail(path.substring(1));
    }

    @Override
    public Response refuse(long waitNanos) {
        return new Page("Too fast", "message")
                .with("message", "Too many requests from this address; wait, then go on.")
                .response(429)
                .with("retry-after", Long.toString(Math.max(1, (waitNanos + 999_999_999) / 1_000_000_000)));
    }

    /** A box that is still empty is looked into again by itself. */
    private Response inbox(String address) {
        List<StoredMail> mails =
                store.newest(mail -> address.isEmpty() || mail.recipient().equalsIgnoreCase(address));
        Page page = new Page("Inbox", "inbox")
                .home("/inbox")
                .navigation(NAVIGATION)
                .with("address", address)
                .with("domain", domain)
                .with("heading", address.isEmpty() ? "The newest mail" : "Mail to " + address)
                .with("list", mails.isEmpty() ? nothing() : list(mails));
        return (mails.isEmpty() ? page.refreshing(REFRESH_SECONDS) : page).response(200);
    }

    private static String nothing() {
        return "<p role=\"status\">Nothing yet. This page looks again every " + REFRESH_SECONDS + " seconds.</p>";
    }

    private static String list(List<StoredMail> mails) {
        StringBuilder rows = new StringBuilder("<div class=\"wide\"><table><thead><tr><th scope=\"col\">Subject</th>"
                + "<th scope=\"col\">To</th><th scope=\"col\">Received (UTC)</th></tr></thead><tbody>");
        for (StoredMail mail : mails.subList(0, Math.min(MOST, mails.size()))) {
            String subject = new MailView(mail).subject();
            rows.append("<tr><th scope=\"row\"><a href=\"/inbox/")
                    .append(mail.idText())
                    .append("\">")
                    .append(Page.text(subject.isEmpty() ? "(no subject)" : subject))
                    .append("</a>")
                    .append(mail.spam() ? " <span class=\"faint\">spam</span>" : "")
                    .append("</th><td>")
                    .append(Page.text(mail.recipient()))
                    .append("</td><td>")
                    .append(time(mail))
                    .append("</td></tr>");
        }
        return rows.append("</tbody></table></div>").toString();
    }

    private Response mail(String id) {
        return store.byId(id)
                .map(InboxPages::shown)
                .orElseGet(() -> new Page("No such mail", "message")
                        .home("/inbox")
                        .navigation(NAVIGATION)
                        .with("message", "There is no such mail, or it was forgotten for newer ones.")
                        .response(404));
    }

    private static Response shown(StoredMail mail) {
        MailView view = new MailView(mail);
        String text = view.text().isBlank() ? view.html().replaceAll("<[^>]*>", " ") : view.text();
        return new Page(view.subject().isEmpty() ? "(no subject)" : view.subject(), "mail")
                .home("/inbox")
                .navigation(NAVIGATION)
                .with("from", view.fromLine())
                .with("to", mail.recipient())
                .with("toInUrl", Page.url(mail.recipient()))
                .with("received", time(mail) + " UTC")
                .with("text", withLinks(text.strip()))
                .response(200);
    }

    private static String time(StoredMail mail) {
        return mail.receivedAt().toString().replace('T', ' ').replaceAll("(\\.\\d+)?Z", "");
    }

    /** Addresses in the text can be followed. */
    static String withLinks(String text) {
        StringBuilder html = new StringBuilder();
        int[] done = {0};
        LINK.matcher(text).results().forEach(link -> {
            String url = Page.text(link.group());
            html.append(Page.text(text.substring(done[0], link.start())))
                    .append("<a href=\"" + url + "\">" + url + "</a>");
            done[0] = link.end();
        });
        return html.append(Page.text(text.substring(done[0]))).toString();
    }
}
