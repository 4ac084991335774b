package io.mtlab.scenario.serve;

import io.mtlab.mtproto.endpoint.ServerEvent.Finding;
import io.mtlab.mtproto.fault.RuleIds;
import io.mtlab.simulator.trace.TraceEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * Which rules clients broke, and how often. Any thread may tell and ask. There are as many kinds as
 * there are faults, however much a client does wrong.
 */
public final class Findings {
  private final SequencedMap<Finding, Long> counts = new LinkedHashMap<>();
  private SequencedMap<Finding, Long> told = new LinkedHashMap<>();

  /** How often something was found. */
  public record Kind(Finding finding, long count) {
    /** {@code SEQ_NO_TOO_LOW (S-017) refused}, for people. */
    public String words() {
      return finding.fault().name()
          + " ("
          + String.join(", ", RuleIds.of(finding.fault()))
          + ") "
          + outcome();
    }

    /** What the server made of it. */
    public String outcome() {
      return finding.tolerated() ? "tolerated" : "refused";
    }

    /** The same for a trace. */
    public TraceEvent.Finding traced() {
      return new TraceEvent.Finding(
          finding.fault().name(),
          String.join(" ", RuleIds.of(finding.fault())),
          finding.tolerated(),
          count);
    }
  }

  /** A rule was broken; returns whether it is the first time. */
  public synchronized boolean add(Finding finding) {
    return counts.merge(finding, 1L, Long::sum) == 1;
  }

  /** All kinds, the most frequent first. */
  public synchronized List<Kind> kinds() {
    List<Kind> kinds = new ArrayList<>();
    counts.forEach((finding, count) -> kinds.add(new Kind(finding, count)));
    kinds.sort(Comparator.comparingLong(Kind::count).reversed());
    return kinds;
  }

  /** What was added since this was asked last, for somebody who adds up himself. */
  public synchronized List<Kind> news() {
    List<Kind> news = new ArrayList<>();
    counts.forEach((finding, count) -> {
      long more = count - told.getOrDefault(finding, 0L);
      if (more > 0) {
        news.add(new Kind(finding, more));
      }
    });
    told = new LinkedHashMap<>(counts);
    return news;
  }

  /** The table at the end, line by line; empty if nothing was found. */
  public List<String> table() {
    List<String> lines = new ArrayList<>();
    for (Kind kind : kinds()) {
      lines.add(String.format(Locale.ROOT, "%,10d x %s", kind.count(), kind.words()));
    }
    if (!lines.isEmpty()) {
      lines.addFirst("findings: rules that clients broke");
    }
    return lines;
  }
}
