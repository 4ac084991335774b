package io.mtlab.mtproto.fault;

/** How a server takes a client that does what the documentation forbids. */
public enum Rules {
  /** By the text: what it forbids is refused. For vectors and conformance. */
  STRICT,
  /** What clients in use are known to do is accepted and reported as a finding. */
  FIELD
}
