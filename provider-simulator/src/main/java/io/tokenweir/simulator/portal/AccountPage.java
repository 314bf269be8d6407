package io.tokenweir.simulator.portal;

import java.util.List;

import io.tokenweir.simulator.page.Page;

/** The lists of an account's page: keys, organisations, projects. */
final class AccountPage {
    private AccountPage() {}

    static Page of(
            Accounts.View account,
            List<ApiKeys.Listed> keys,
            List<Organisations.Listed> organisations,
            String formToken,
            String note) {
        return new Page("Your account", "account")
                .with("note", note)
                .with("form", formToken)
                .with("email", account.email())
                .with("accountId", account.accountId())
                .with("keys", keys(keys, formToken))
                .with("projectOptions", options(organisations))
                .with("organizations", organisations(organisations, formToken));
    }

    private static String keys(List<ApiKeys.Listed> keys, String formToken) {
        if (keys.isEmpty()) {
            return "<p class=\"faint\">There is none yet.</p>";
        }
        StringBuilder rows = new StringBuilder("<div class=\"wide\"><table><thead><tr><th scope=\"col\">Name</th>"
                + "<th scope=\"col\">Key</th><th scope=\"col\">Project</th><th scope=\"col\">"
                + "Action</th></tr></thead><tbody>");
        for (ApiKeys.Listed key : keys) {
            rows.append("<tr><th scope=\"row\">")
                    .append(Page.text(key.name()))
                    .append("</th><td><code>")
                    .append(Page.text(key.masked()))
                    .append("</code></td><td><code>")
                    .append(Page.text(key.project()))
                    .append("</code></td><td><form method=\"post\" action=\"/api-keys/")
                    .append(Page.url(key.id()))
                    .append("/revoke\">")
                    .append(hidden(formToken))
                    .append("<button class=\"danger\" aria-label=\"Revoke the key ")
                    .append(Page.text(key.name()))
                    .append("\">Revoke</button></form></td></tr>");
        }
        return rows.append("</tbody></table></div>").toString();
    }

    private static String options(List<Organisations.Listed> organisations) {
        StringBuilder options = new StringBuilder();
        for (Organisations.Listed organisation : organisations) {
            for (Organisations.Project project : organisation.projects()) {
                options.append("<option value=\"")
                        .append(Page.text(project.id()))
                        .append("\">")
                        .append(Page.text(organisation.name() + " / " + project.name()))
                        .append("</option>\n");
            }
        }
        return options.toString();
    }

    private static String organisations(List<Organisations.Listed> organisations, String formToken) {
        StringBuilder html = new StringBuilder();
        for (Organisations.Listed organisation : organisations) {
            String field = "project-of-" + Page.text(organisation.id());
            html.append("<h3>")
                    .append(Page.text(organisation.name()))
                    .append(" <code>")
                    .append(Page.text(organisation.id()))
                    .append("</code></h3><ul>");
            organisation
                    .projects()
                    .forEach(project -> html.append("<li>")
                            .append(Page.text(project.name()))
                            .append(" <code>")
                            .append(Page.text(project.id()))
                            .append("</code></li>"));
            html.append("</ul><form method=\"post\" action=\"/organizations/")
                    .append(Page.url(organisation.id()))
                    .append("/projects\">")
                    .append(hidden(formToken))
                    .append("<label for=\"" + field + "\">Name of a new project</label><input id=\"" + field
                            + "\" name=\"name\" required><br><button class=\"second\">Make a project</button></form>");
        }
        return html.toString();
    }

    private static String hidden(String formToken) {
        return "<input type=\"hidden\" name=\"form\" value=\"" + Page.text(formToken) + "\">";
    }
}
