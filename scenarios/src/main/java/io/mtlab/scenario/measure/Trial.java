package io.mtlab.scenario.measure;

/**
 * What a run set out to do, against which it is measured.
 *
 * @param memberId id of the members' node; the members are {@code id-1} to {@code id-members}
 * @param members how many there are to be
 * @param posts how many posts each of them is to get
 */
public record Trial(String memberId, int members, int posts) {
  /** The name of a member, as in the trace; the first is 1. */
  public String member(int number) {
    return memberId + "-" + number;
  }

  /** How many deliveries there are if nothing is missing. */
  long deliveries() {
    return (long) members * posts;
  }
}
