package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.bytes.Bytes;

/** Where a transport puts what it found in the stream, in order. */
public interface Sink {
  /** A frame's payload: one message under a key, or one without. Shares the array of the stream. */
  void frame(Bytes payload);

  /** At the server: a frame for which the client wants a quick-ack token. */
  default void frameToAcknowledge(Bytes payload) {
    frame(payload);
  }

  /**
   * At the client: the server refuses, see {@link TransportError}. Never 0.
   *
   * @see <a href="https://core.telegram.org/mtproto/mtproto-transports#transport-errors">errors</a>
   */
  void error(int code);

  /** The transport answers by itself: these bytes go on the wire as they are. */
  void send(Bytes wire);

  /**
   * From now on TLS lies under the stream.
   *
   * @param already the bytes of it that have come
   */
  void secure(Bytes already);

  /** At the client, once: frames may be encoded. */
  default void ready() {}

  /** At the client: the server has got the message with this token; bit 31 is always set. */
  void quickAck(int token);
}
