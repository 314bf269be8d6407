/**
 * The fault suite: load with a ledger of its own, faults by a seeded schedule, and a reckoning that shares no arithmetic with
 * the topology. {@code docs/faults.md} says what it proves and how to run it.
 */
package io.tokenweir.streams.chaos;
