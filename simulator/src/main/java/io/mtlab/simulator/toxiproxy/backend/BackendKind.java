package io.mtlab.simulator.toxiproxy.backend;

import java.util.Locale;

/** What stands between clients and server. */
public enum BackendKind {
  /** The Toxiproxy of this program, within its process. */
  EMBEDDED,
  /** A real one that runs already. */
  URL,
  /** A real one, started as a process. */
  PROCESS,
  /** A real one, started in a container. */
  CONTAINER,
  /** No sockets at all: the links of virtual time. */
  VIRTUAL;

  /** Whether this is a Toxiproxy of Shopify's. */
  public boolean isReal() {
    return this == URL || this == PROCESS || this == CONTAINER;
  }

  /** What tables call it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The option of {@code mtlab run} that chooses it. */
  public String option() {
    return switch (this) {
      case EMBEDDED -> "no --toxiproxy";
      case URL -> "--toxiproxy URL";
      case PROCESS, CONTAINER -> "--toxiproxy " + word();
      case VIRTUAL -> "--time virtual";
    };
  }
}
