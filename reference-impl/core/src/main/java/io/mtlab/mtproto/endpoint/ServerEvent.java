package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.machine.Event;

/** What a gate tells its owner. */
public sealed interface ServerEvent extends Event {
  /** A client agreed on an authorization key. */
  record KeyAgreed() implements ServerEvent {}

  /** A client broke a rule. */
  record Finding(Fault fault) implements ServerEvent {}
}
