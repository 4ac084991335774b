package io.mtlab.mtproto.machine;

/** Why a connection is no more. */
public enum Cause {
  /** The peer ended its stream. */
  FIN,
  /** The peer cut the connection. */
  RST,
  /** Nobody listens at the address. */
  REFUSED,
  /** No route, no such name, or no answer to the dialling in time. */
  UNREACHABLE,
  /** The peer did not read: more was waiting to be written than is allowed. */
  OVERFLOW,
  /** The driver is shutting down. */
  SHUTDOWN
}
