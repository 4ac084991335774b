package io.mtlab.mtproto.transport.proxy;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;

/** What is said to a proxy until a stream leads through it, on one connection. */
interface Tunnel {
  /** What the client says first. */
  Bytes opening();

  /**
   * Takes a piece of what the proxy sends, cut anywhere. Not called any more once the stream
   * stands.
   *
   * @throws ProtocolException one of {@link io.mtlab.mtproto.fault.ProxyFailed}
   */
  Step received(Bytes bytes) throws ProtocolException;

  /**
   * What follows from a piece.
   *
   * @param answer what is to be sent; may be nothing
   * @param stands whether the stream leads to the server from now on
   */
  record Step(Bytes answer, boolean stands) {
    /** More is to come from the proxy. */
    static final Step WAIT = new Step(Bytes.EMPTY, false);

    /** The server can be spoken to. */
    static final Step STANDS = new Step(Bytes.EMPTY, true);
  }
}
