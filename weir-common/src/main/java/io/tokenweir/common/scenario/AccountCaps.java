package io.tokenweir.common.scenario;

/**
 * What provisioning must never exceed, failed and retired accounts included.
 *
 * @param accounts accounts of the batch; null: no bound
 * @param costEach what one account costs; null: nothing
 * @param spend what all of them may cost; null: no bound
 */
public record AccountCaps(Integer accounts, Double costEach, Double spend) {}
