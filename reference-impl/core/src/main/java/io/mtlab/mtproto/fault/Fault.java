package io.mtlab.mtproto.fault;

/** The name of a broken rule. Tests, traces and findings name it; no sentence is ever compared. */
public sealed interface Fault
    permits Malformed, PeerIncompatible, PeerMisbehaved, ProxyFailed, TimedOut {
  /** The constant's name. */
  String name();

  /** The section of the documentation that has the rule, as {@code page#anchor}. */
  String section();
}
