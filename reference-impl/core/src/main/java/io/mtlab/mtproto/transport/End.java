package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.machine.Time;

/** One end of one connection, whatever carries it. */
public interface End {
  /**
   * Takes a piece of the peer's stream, cut anywhere, or exactly one datagram.
   *
   * @throws ProtocolException the rule that was broken; the connection is of no use any more
   */
  void received(Bytes bytes, long now, Sink sink) throws ProtocolException;

  /**
   * Puts a frame on the wire by {@link Sink#send}.
   *
   * @param frame a multiple of 4 bytes, from 4 to {@link Framing#FRAME_BYTES_MAX}
   */
  void send(Bytes frame, Sink sink);

  /** How many bytes of messages had better go into one container. */
  default int containerBytes() {
    return Integer.MAX_VALUE;
  }

  /** Whether the server's frames come only as answers, each to a frame of the client's. */
  default boolean isPolled() {
    return false;
  }

  /** Whether the peer has said, or was told, that nothing more follows. */
  default boolean isFinished() {
    return false;
  }

  /** What is to be sent before the connection is closed; may be nothing. */
  default Bytes farewell() {
    return Bytes.EMPTY;
  }

  /** The client's end. */
  interface Client extends End {
    /** The connection stands. {@link Sink#ready} follows, at once or after some bytes. */
    void opened(long now, Sink sink);

    /** How many frames that were sent have no answer yet, where the server's come as answers. */
    default int open() {
      return 0;
    }

    /** Whether there are quick acks on this connection. */
    default boolean hasQuickAcks() {
      return false;
    }

    /** Sends a frame with the wish for a quick ack, where there are any. */
    default void sendWantingAck(Bytes frame, Sink sink) {
      send(frame, sink);
    }

    /** The time of {@link #nextWake} has come. */
    default void wake(long now, Sink sink) {}

    /** When {@link #wake} has something to do. */
    default long nextWake() {
      return Time.NEVER;
    }
  }

  /** The server's end. */
  interface Server extends End {
    /** Whether anything can be sent: a server never speaks first. */
    boolean isSpoken();

    /** The data centre that the client's opening names; 0 if it names none. */
    default int wantedDc() {
      return 0;
    }

    /**
     * Puts a transport error on the wire by {@link Sink#send}.
     *
     * @param code negative, see {@link TransportError}
     */
    void sendError(int code, Sink sink);

    /** Puts a quick ack on the wire, where there are any. */
    default void sendQuickAck(int token, Sink sink) {}
  }
}
