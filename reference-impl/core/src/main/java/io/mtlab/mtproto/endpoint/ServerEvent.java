package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.machine.Event;

/** What a gate tells its owner. */
public sealed interface ServerEvent extends Event {
  /** A client agreed on an authorization key. */
  record KeyAgreed() implements ServerEvent {}

  /** A client bound a temporary key to its permanent one. */
  record KeyBound() implements ServerEvent {}

  /**
   * A client broke a rule.
   *
   * @param tolerated whether the rules in force overlook it, so that nothing came of it
   * @see io.mtlab.mtproto.fault.RuleIds
   */
  record Finding(Fault fault, boolean tolerated) implements ServerEvent {}
}
