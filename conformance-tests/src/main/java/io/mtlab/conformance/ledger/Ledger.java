package io.mtlab.conformance.ledger;

import java.util.List;
import java.util.Optional;

/**
 * All requirements.
 *
 * @param requirements in the file's order, ids unique
 */
public record Ledger(List<Requirement> requirements) {
  public Ledger {
    requirements = List.copyOf(requirements);
  }

  /** The requirement with an id, written as in the file. */
  public Optional<Requirement> find(String id) {
    return requirements.stream().filter(each -> each.id().equals(id)).findFirst();
  }
}
