package io.mtlab.conformance.implementation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An implementation under test.
 *
 * @param folder where its files lie
 * @param manifest what it says of itself
 * @param expectations the failures that are known
 */
public record Implementation(Path folder, Manifest manifest, List<Expectation> expectations) {
  /** Copies the list, and refuses an expectation that can never be met. */
  public Implementation {
    expectations = List.copyOf(expectations);
    for (Expectation each : expectations) {
      for (String transport : each.transports()) {
        if (!manifest.transports().contains(transport)) {
          throw new IllegalArgumentException(
              "a known failure over " + transport + ", which is not offered");
        }
      }
    }
  }

  /** Its name. */
  public String name() {
    return manifest.name();
  }

  /** What is known to fail over this transport. */
  public Optional<Expectation> expected(String transport) {
    return expectations.stream().filter(each -> each.transports().contains(transport)).findFirst();
  }
}
