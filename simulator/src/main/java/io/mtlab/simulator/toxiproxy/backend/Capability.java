package io.mtlab.simulator.toxiproxy.backend;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.profile.NetworkProfile;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a network may be asked to do, and which back ends can. A scenario that asks for more than
 * its back end can do is refused; nothing is left out or rounded in silence.
 */
public enum Capability {
  DELAY(
      "delay and jitter in whole milliseconds",
      "toxic latency",
      profile -> false,
      EnumSet.allOf(BackendKind.class)),
  FINE_DELAY(
      "delay and jitter finer than a millisecond",
      "a toxic of the real one knows whole milliseconds",
      profile ->
          profile.delay() % Time.MILLISECOND != 0 || profile.jitter() % Time.MILLISECOND != 0,
      EnumSet.of(BackendKind.EMBEDDED, BackendKind.VIRTUAL)),
  RATE(
      "rate in whole kilobytes a second (8kbit)",
      "toxic bandwidth",
      profile -> false,
      EnumSet.allOf(BackendKind.class)),
  FINE_RATE(
      "rate that is no multiple of 8kbit",
      "a toxic of the real one knows whole kilobytes a second",
      profile ->
          profile.rate() != NetworkProfile.UNLIMITED
              && profile.rate() % Capability.BYTES_PER_KILOBYTE != 0,
      EnumSet.of(BackendKind.EMBEDDED, BackendKind.VIRTUAL)),
  SEEDED_JITTER(
      "the same jitter from the same seed",
      "the real one draws without a seed",
      profile -> false,
      EnumSet.of(BackendKind.EMBEDDED, BackendKind.VIRTUAL)),
  FRAMES(
      "frames lost, corrupted, repeated, replayed, overtaken, injected",
      "before a real one by the embedded one, on the clients' side",
      profile -> false,
      EnumSet.allOf(BackendKind.class)),
  STREAM_FAULTS(
      "streams with stalls, partitions, resets, loss under TCP, a recorded trace",
      "before a real one by the embedded one, on the clients' side",
      profile -> false,
      EnumSet.allOf(BackendKind.class)),
  DATAGRAMS(
      "datagrams, with all of their faults",
      "beside any Toxiproxy, in a relay of our own",
      profile -> false,
      EnumSet.allOf(BackendKind.class)),
  LINKS_IN_A_ROW(
      "several links in a row (sites)",
      "in a real one by a proxy for each, since two delays in one do not add up there",
      profile -> false,
      EnumSet.allOf(BackendKind.class)),
  STREAM_TOXICS(
      "slicer, timeout, reset_peer, slow_close, limit_data by API",
      "over /toxics, while it runs",
      profile -> false,
      EnumSet.complementOf(EnumSet.of(BackendKind.VIRTUAL)));

  private static final long BYTES_PER_KILOBYTE = 1000;

  private final String about;
  private final String remark;

  @SuppressWarnings("ImmutableEnumChecker") // a pure function
  private final Predicate<NetworkProfile> asked;

  @SuppressWarnings("ImmutableEnumChecker") // never changed after construction
  private final EnumSet<BackendKind> able;

  Capability(
      String about, String remark, Predicate<NetworkProfile> asked, EnumSet<BackendKind> able) {
    this.about = about;
    this.remark = remark;
    this.asked = asked;
    this.able = able;
  }

  /** What it is, for people. */
  public String about() {
    return about;
  }

  /** How it is done, or why not everywhere. */
  public String remark() {
    return remark;
  }

  /** The back ends that can. */
  public Set<BackendKind> able() {
    return Set.copyOf(able);
  }

  /** Whether this back end can. */
  public boolean on(BackendKind kind) {
    return able.contains(kind);
  }

  /**
   * Why a network cannot be had from a back end, and from which it could, one line for each thing;
   * empty if it can.
   */
  public static List<String> lacking(NetworkProfile profile, BackendKind kind) {
    List<String> lines = new ArrayList<>();
    for (Capability capability : values()) {
      if (capability.asked.test(profile) && !capability.on(kind)) {
        lines.add(capability.refusal(kind));
      }
    }
    return lines;
  }

  private String refusal(BackendKind kind) {
    List<String> others = able.stream().map(BackendKind::option).toList();
    return String.format(
        Locale.ROOT,
        "unsupported: %s cannot do \"%s\" (%s); it takes %s",
        kind == BackendKind.EMBEDDED ? "the embedded Toxiproxy" : "a real Toxiproxy",
        about,
        remark,
        String.join(" or ", others));
  }
}
