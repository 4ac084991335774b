package io.mtlab.simulator.invariant;

import io.mtlab.mtproto.machine.Event;
import org.jspecify.annotations.Nullable;

/** A rule about a whole run. One thread at a time calls it. */
public interface Invariant {
  /** How scenarios call it, such as {@code delivered-once}. */
  String name();

  /**
   * A machine reported something.
   *
   * @param node the number of its node
   */
  void happened(int node, Event event, long now);

  /**
   * What is broken, in a few words without secrets; null while all is well. Asked after each event
   * whose machine reported something.
   */
  @Nullable String violation();
}
