package io.mtlab.scenario.bench;

import java.util.List;
import java.util.Locale;

/** What a proxy does to the streams while it is measured, in both directions. */
enum Setup {
  /** Nothing. */
  NONE(0, List.of()),
  /** Each chunk is a millisecond late. */
  LATENCY(2_000, List.of("\"type\":\"latency\",\"attributes\":{\"latency\":1}")),
  /** A line so wide that only passing it costs. */
  BANDWIDTH(0, List.of("\"type\":\"bandwidth\",\"attributes\":{\"rate\":10000000}"));

  private final double meantUs;

  @SuppressWarnings("ImmutableEnumChecker") // what List.of makes never changes
  private final List<String> toxics;

  Setup(double meantUs, List<String> toxics) {
    this.meantUs = meantUs;
    this.toxics = toxics;
  }

  /** The microseconds that a round trip is to take longer. */
  double meantUs() {
    return meantUs;
  }

  /** The bodies of the requests for its toxics. */
  List<String> bodies() {
    return toxics.stream()
        .flatMap(toxic ->
            List.of("upstream", "downstream").stream()
                .map(stream -> "{" + toxic + ",\"stream\":\"" + stream + "\"}"))
        .toList();
  }

  /** What machines call it. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What tables call it. */
  String words() {
    return this == NONE ? "no toxic" : id();
  }
}
