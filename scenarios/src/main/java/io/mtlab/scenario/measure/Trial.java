package io.mtlab.scenario.measure;

import java.util.Map;

/**
 * What a run set out to do, against which it is measured.
 *
 * @param memberId id of the members' node; the members are {@code id-1} to {@code id-members}
 * @param members how many there are to be
 * @param posts how many posts each of them is to get
 * @param firstChoices which transport each kind of clients likes best, by the id of their node
 */
public record Trial(String memberId, int members, int posts, Map<String, String> firstChoices) {
  /** Checks and copies. */
  public Trial {
    firstChoices = Map.copyOf(firstChoices);
  }

  /** A trial in which nobody chooses among transports. */
  public Trial(String memberId, int members, int posts) {
    this(memberId, members, posts, Map.of());
  }

  /** The name of a member, as in the trace; the first is 1. */
  public String member(int number) {
    return memberId + "-" + number;
  }

  /** The id of the node in the scenario to which this one of the trace belongs. */
  String kind(String node) {
    return node.startsWith(memberId + "-") ? memberId : node;
  }

  /** How many deliveries there are if nothing is missing. */
  long deliveries() {
    return (long) members * posts;
  }
}
