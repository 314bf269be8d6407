package io.tokenweir.platform;

import java.util.List;
import java.util.Optional;

/**
 * How a connector and its tasks are.
 *
 * @param state RUNNING, FAILED, PAUSED, STOPPED, UNASSIGNED or RESTARTING, as in Connect's REST API
 * @param trace why it failed, with the stack trace; empty otherwise
 */
public record ConnectorReport(String name, String state, String trace, List<TaskReport> tasks) {

    /** One task; {@code state} and {@code trace} as above. */
    public record TaskReport(int id, String state, String trace) {}

    /** Whether the connector runs with at least {@code wanted} tasks, all of them running. */
    public boolean isRunning(int wanted) {
        return state.equals("RUNNING")
                && tasks.size() >= wanted
                && tasks.stream().allMatch(task -> task.state().equals("RUNNING"));
    }

    /** Why the connector or its first failed task failed. */
    public Optional<String> failure() {
        if (state.equals("FAILED")) {
            return Optional.of(trace);
        }
        return tasks.stream()
                .filter(task -> task.state().equals("FAILED"))
                .map(task -> "Task " + task.id() + ": " + task.trace())
                .findFirst();
    }
}
