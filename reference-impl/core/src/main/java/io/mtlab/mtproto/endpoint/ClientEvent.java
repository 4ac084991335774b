package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.endpoint.route.Reason;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.ProxyFailed;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.api.UpdatesType;
import io.mtlab.mtproto.transport.TransportSpec;

/** What a client tells its owner. */
public sealed interface ClientEvent extends Event {
  /** A connection carries the session now, or the exchange of its key. Counts from 1. */
  record Connected(int connection, TransportSpec transport) implements ClientEvent {}

  /** An authorization key was agreed on, {@code took} nanoseconds after its exchange began. */
  record KeyAgreed(long took) implements ClientEvent {}

  /** The {@code number}-th temporary key, from 1, was bound: calls go on under it. */
  record KeyBound(int number) implements ClientEvent {}

  /**
   * The server has got and accepted a message, {@code took} nanoseconds after it was sent. Answer
   * and acknowledgment follow as always.
   */
  record QuicklyAcknowledged(long took) implements ClientEvent {}

  /** A call was answered. */
  record Answered(Ticket ticket, TlObject answer) implements ClientEvent {}

  /** A call was refused. */
  record Refused(Ticket ticket, RpcError error) implements ClientEvent {}

  /** The server told something unasked. */
  record Updated(UpdatesType updates) implements ClientEvent {}

  /** The server made the session anew: updates may be missing. */
  record SessionRenewed() implements ClientEvent {}

  /** The server has forgotten the key: sign-in has to be done again. */
  record KeyLost() implements ClientEvent {}

  /** Nobody is signed in with this key any more; {@code why} is the server's error. */
  record SignedOut(RpcError why) implements ClientEvent {}

  /** The server sent something that this client's schema does not have. */
  record Unreadable(Fault fault) implements ClientEvent {}

  /**
   * The session goes on over another route.
   *
   * @param from the transport that was used before
   * @param why what became of it, or what is better about the other
   */
  record Moved(TransportSpec from, TransportSpec to, Reason why) implements ClientEvent {}

  /** The connection that carried the session is no more; another one does, or will be made. */
  record Disconnected(int connection, Cause cause) implements ClientEvent {}

  /** The proxy did not lead to the server; it is tried again after a pause. */
  record NotLetThrough(ProxyFailed why) implements ClientEvent {}

  /** The peer broke a rule, and the connection was closed for it. */
  record Distrusted(Fault fault) implements ClientEvent {}

  /**
   * The server broke rules so often that no key will be agreed on with it, for instance because it
   * has no RSA key that this client trusts. Nothing is tried any more before the next start.
   */
  record GaveUp(Fault fault) implements ClientEvent {}
}
