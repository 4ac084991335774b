package io.mtlab.conformance.ledger;

import java.util.Optional;

/**
 * One numbered rule.
 *
 * @param id chapter and number, such as {@code S-022}
 * @param role who has to keep it
 * @param level how much it weighs
 * @param rule the rule in one sentence
 * @param section a page of core.telegram.org with its anchor, or another source
 * @param conflict how the sources disagree, where they do: either outcome is accepted then
 * @param standing how it is held
 */
public record Requirement(
    String id,
    Role role,
    Level level,
    String rule,
    String section,
    Optional<String> conflict,
    Standing standing) {
  /** The chapter that its letter names. */
  public Chapter chapter() {
    return Chapter.valueOf(id.substring(0, 1));
  }

  /** Where the section can be read, if it is a page. */
  public Optional<String> link() {
    boolean named = section.contains(" ");
    boolean page = !named && (section.contains("/") || section.equals("cdn"));
    return page ? Optional.of("https://core.telegram.org/" + section) : Optional.empty();
  }
}
