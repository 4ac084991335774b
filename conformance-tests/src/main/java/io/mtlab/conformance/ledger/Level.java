package io.mtlab.conformance.ledger;

/** How much a requirement weighs. */
public enum Level {
  /** The documentation says so. */
  MUST,
  /** Implementations do so; the documentation is silent. */
  SHOULD,
  /** A choice of this project, or sources in conflict. */
  MAY
}
