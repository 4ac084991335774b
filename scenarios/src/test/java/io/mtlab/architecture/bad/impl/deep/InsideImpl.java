package io.mtlab.architecture.bad.impl.deep;

/** Fine itself; its package's name is not. */
public record InsideImpl(int nothing) {}
