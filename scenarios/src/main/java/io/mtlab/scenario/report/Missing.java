package io.mtlab.scenario.report;

import io.mtlab.scenario.measure.Measurements;
import io.mtlab.scenario.measure.Measurements.Gap;
import io.mtlab.scenario.measure.Measurements.Gaps;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is missing, said in sentences. */
final class Missing {
  private static final int POSTS_NAMED_MAX = 8;

  private Missing() {}

  /** Nothing if nobody lacks anything; else first the whole, then member by member. */
  static List<String> sentences(Measurements measured) {
    List<String> said = new ArrayList<>();
    Measurements.Members members = measured.members();
    if (members.joined() < members.expected()) {
      said.add(
          "%s of %s members never joined (%s have a key, %s are signed in)."
              .formatted(
                  Numbers.count(members.expected() - members.joined()),
                  Numbers.count(members.expected()),
                  Numbers.count(members.keys()),
                  Numbers.count(members.signedIn())));
    }
    Gaps gaps = measured.gaps();
    long missing = measured.deliveries().missing();
    if (missing > 0) {
      long posts = measured.deliveries().expected() / Math.max(1, members.expected());
      said.add(
          "%s of %s deliveries are missing; %s of %s posts were sent."
              .formatted(
                  Numbers.count(missing),
                  Numbers.count(measured.deliveries().expected()),
                  Numbers.count(gaps.posted()),
                  Numbers.count(posts)));
    }
    gaps.members().stream().map(gap -> sentence(gap)).forEach(said::add);
    int more = gaps.membersLacking() - gaps.members().size();
    if (more > 0) {
      said.add("... and " + Numbers.count(more) + " more members.");
    }
    return said;
  }

  private static String sentence(Gap gap) {
    String who = gap.member() + (gap.joined() ? "" : " never joined");
    if (gap.count() == 0) {
      return who + ".";
    }
    String posts =
        gap.posts().stream()
            .limit(POSTS_NAMED_MAX)
            .map(post -> Integer.toString(post + 1))
            .collect(Collectors.joining(", "));
    int more = gap.count() - Math.min(POSTS_NAMED_MAX, gap.posts().size());
    String rest = more > 0 ? " and " + more + " more" : "";
    String lacks = gap.joined() ? " lacks" : " and lacks";
    return who + lacks + (gap.count() == 1 ? " post " : " posts ") + posts + rest + ".";
  }
}
