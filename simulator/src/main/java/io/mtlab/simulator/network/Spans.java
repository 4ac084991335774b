package io.mtlab.simulator.network;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A set of numbers from 0 on, as a list of spans: {@code 3,7,10..20,100..}.
 *
 * @param spans in the order in which they were written; empty: every number
 */
public record Spans(List<Span> spans) {
  /** Every number. */
  public static final Spans ALL = new Spans(List.of());

  /** A list may have so many spans: the trace of a run names as many losses. */
  private static final int COUNT_MAX = 10_000;

  private static final Pattern SPAN = Pattern.compile("([0-9]{1,18})(?:(\\.\\.)([0-9]{1,18})?)?");

  /**
   * Some numbers in a row.
   *
   * @param last inclusive
   */
  public record Span(long first, long last) {}

  /** Reads what {@link #toString} writes. */
  public static Spans parse(String text) {
    List<Span> spans = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher match = SPAN.matcher(part.strip());
      if (!match.matches()) {
        throw new IllegalArgumentException(
            "numbers are written like 3,7,10..20,100.. and not like \"" + part.strip() + "\"");
      }
      long first = Long.parseLong(match.group(1));
      long open = match.group(3) == null ? Long.MAX_VALUE : Long.parseLong(match.group(3));
      long last = match.group(2) == null ? first : open;
      if (last < first) {
        throw new IllegalArgumentException("a span ends before it begins: " + part.strip());
      }
      spans.add(new Span(first, last));
    }
    if (spans.size() > COUNT_MAX) {
      throw new IllegalArgumentException("a list has at most " + COUNT_MAX + " numbers and spans");
    }
    return new Spans(List.copyOf(spans));
  }

  /** Whether the number is one of them. */
  public boolean has(long number) {
    if (spans.isEmpty()) {
      return true;
    }
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      if (number >= span.first && number <= span.last) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return spans.stream()
        .map(span ->
            span.first == span.last
                ? "" + span.first
                : span.first + ".." + (span.last == Long.MAX_VALUE ? "" : "" + span.last))
        .collect(Collectors.joining(","));
  }
}
