package io.tokenweir.simulator.portal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.tokenweir.simulator.config.PortalConfig;

/**
 * Who belongs to which organisation, and the projects of each account in it. Every account has one organisation and one
 * project from the start. Thread-safe.
 */
final class Organisations {
    private final boolean shared;
    private final Organisation common;
    private final Map<String, List<Membership>> byAccount = new HashMap<>();
    private int organisationsMade;
    private int projectsMade;

    /** An organisation. */
    record Organisation(String id, String name) {}

    /** A project of one account in an organisation. */
    record Project(String id, String name) {}

    /** What an account sees of one of its organisations. */
    record Listed(String id, String name, List<Project> projects) {}

    /** Where a key belongs. */
    record Place(String organization, String project) {}

    private record Membership(Organisation organisation, List<Project> projects) {
        Listed listed() {
            return new Listed(organisation.id(), organisation.name(), List.copyOf(projects));
        }
    }

    /** @param sharedId the organisation of all accounts, unless each gets one of its own */
    Organisations(PortalConfig.Organisations kind, String sharedId) {
        shared = kind == PortalConfig.Organisations.SHARED;
        common = new Organisation(sharedId, sharedId);
    }

    synchronized List<Listed> list(String accountId) {
        return memberships(accountId).stream().map(Membership::listed).toList();
    }

    /** A new organisation with a first project. */
    synchronized Listed create(String accountId, String name) {
        Membership made = join(accountId, new Organisation(String.format("org-%06d", ++organisationsMade), name));
        return made.listed();
    }

    synchronized Listed get(String accountId, String organization) {
        return membership(accountId, organization).listed();
    }

    synchronized Project createProject(String accountId, String organization, String name) {
        Project project = project(name);
        membership(accountId, organization).projects().add(project);
        return project;
    }

    /** The project of that id; the first one of the account when none is named. */
    synchronized Place place(String accountId, String projectId) {
        for (Membership membership : memberships(accountId)) {
            for (Project project : membership.projects()) {
                if (projectId.isEmpty() || project.id().equals(projectId)) {
                    return new Place(membership.organisation().id(), project.id());
                }
            }
        }
        throw new PortalException(404, "unknown_project", "This account has no project of that id.");
    }

    private Membership membership(String accountId, String organization) {
        return memberships(accountId).stream()
                .filter(each -> each.organisation().id().equals(organization))
                .findFirst()
                .orElseThrow(() -> new PortalException(
                        404, "unknown_organization", "This account belongs to no organisation of that id."));
    }

    private List<Membership> memberships(String accountId) {
        if (!byAccount.containsKey(accountId)) {
            join(
                    accountId,
                    shared ? common : new Organisation(String.format("org-%06d", ++organisationsMade), "Personal"));
        }
        return byAccount.get(accountId);
    }

    private Membership join(String accountId, Organisation organisation) {
        boolean first = !byAccount.containsKey(accountId);
        String name = "Default project";
        Project project = first ? new Project("proj_" + accountId, name) : project(name);
        List<Project> projects = new ArrayList<>(List.of(project));
        Membership membership = new Membership(organisation, projects);
        byAccount.computeIfAbsent(accountId, id -> new ArrayList<>()).add(membership);
        return membership;
    }

    private Project project(String name) {
        return new Project(String.format("proj_%06d", ++projectsMade), name);
    }
}
