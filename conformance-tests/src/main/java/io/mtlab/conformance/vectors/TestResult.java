package io.mtlab.conformance.vectors;

/**
 * One test and what became of it.
 *
 * @param type the type of its group
 * @param id its number in its file
 * @param comment what is special about it
 * @param outcome passed, failed or skipped
 */
public record TestResult(String type, int id, String comment, Outcome outcome) {}
