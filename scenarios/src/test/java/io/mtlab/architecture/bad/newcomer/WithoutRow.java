package io.mtlab.architecture.bad.newcomer;

/** A package that the table does not have. */
public record WithoutRow(int nothing) {}
