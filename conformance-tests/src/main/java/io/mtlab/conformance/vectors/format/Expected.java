package io.mtlab.conformance.vectors.format;

/** What a test says must become of its input. */
public enum Expected {
  /** Must be accepted, and all values that the test states must come out. */
  VALID,
  /** Must be refused. */
  INVALID,
  /** May be refused; if it is accepted, the values that the test states must come out. */
  ACCEPTABLE
}
