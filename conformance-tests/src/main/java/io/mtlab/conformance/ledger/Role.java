package io.mtlab.conformance.ledger;

import java.util.Locale;

/** Who has to keep a requirement. */
public enum Role {
  CLIENT,
  SERVER,
  /** Client and server. */
  BOTH,
  /** A proxy between them. */
  PROXY,
  /** The laboratory itself. */
  HARNESS;

  /** Its word in the file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether one who plays the other role has to keep it, too: both covers client and server. */
  public boolean concerns(Role other) {
    return this == other || (this == BOTH && (other == CLIENT || other == SERVER));
  }
}
