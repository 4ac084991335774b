package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of one connection: it speaks the transport in which the client begins.
 *
 * @see <a href="https://core.telegram.org/mtproto/mtproto-transports">transports</a>
 */
public final class ServerTransport {
  private final ServerTransports gate;
  private Bytes first = Bytes.EMPTY;
  private @Nullable Spoken spoken;
  private @Nullable ServerWeb web;
  private boolean secure;

  private record Spoken(TransportSpec spec, Codec codec, UnitReader reader) {}

  ServerTransport(ServerTransports gate) {
    this.gate = gate;
  }

  /** The client's transport; null while its first bytes have not told it. */
  public @Nullable TransportSpec spec() {
    if (web != null && web.isPolled()) {
      return new TransportSpec(web.carrier(), null, false, null);
    }
    return spoken == null ? null : spoken.spec;
  }

  /** Whether frames may be encoded only as answers, each to the oldest request that has none. */
  public boolean isPolled() {
    return web != null && web.isPolled();
  }

  /** Whether the client has said, or was told, that nothing more follows. */
  public boolean isFinished() {
    return web != null && web.isFinished();
  }

  /** What is to be sent before the connection is closed; may be nothing. */
  public Bytes farewell() {
    return web == null ? Bytes.EMPTY : web.farewell();
  }

  /**
   * Takes a piece of the stream from the client, cut anywhere.
   *
   * @throws ProtocolException UNKNOWN_TRANSPORT or one of the rules on frames; the connection is of
   *     no use any more
   */
  public void received(Bytes bytes, long now, Sink sink) throws ProtocolException {
    if (web == null) {
      stream(bytes, now, sink);
    } else {
      web.received(bytes, now, sink);
    }
  }

  /** A piece of the connection's own stream, or of the one that WebSocket messages carry. */
  private void stream(Bytes bytes, long now, Sink sink) throws ProtocolException {
    Spoken known = spoken;
    if (known != null) {
      read(known, bytes, sink);
      return;
    }
    first = first.isEmpty() ? bytes : Bytes.concat(first, bytes);
    FirstBytes found = FirstBytes.of(first);
    if (found == FirstBytes.TOO_FEW) {
      return;
    }
    if (web == null && found == FirstBytes.HTTP) {
      web = new ServerWeb(secure, this::stream);
      web.received(takeFirst(), now, sink);
      return;
    }
    if (web == null && found == FirstBytes.TLS && !secure) {
      secure = true;
      sink.secure(takeFirst());
      return;
    }
    if (web != null || secure) {
      throw new ProtocolException(Malformed.UNKNOWN_TRANSPORT); // nothing plain inside
    }
    Framing framing = found.framing();
    if (framing == null) {
      throw new ProtocolException(Malformed.UNKNOWN_TRANSPORT);
    }
    Codec codec = gate.codec(framing);
    UnitReader reader = new UnitReader(codec, Direction.TO_SERVER);
    spoken = new Spoken(new TransportSpec(Carrier.TCP, framing, false, null), codec, reader);
    read(spoken, takeFirst().from(framing.tag().size()), sink);
  }

  private Bytes takeFirst() {
    Bytes taken = first;
    first = Bytes.EMPTY;
    return taken;
  }

  /**
   * The stream from the client has ended.
   *
   * @throws ProtocolException TOO_SHORT if it ended inside a frame, or in the first bytes
   */
  public void ended() throws ProtocolException {
    if (heldBytes() > 0) {
      throw new ProtocolException(Malformed.TOO_SHORT);
    }
  }

  /** How many bytes wait for the rest of their frame. */
  public int heldBytes() {
    int below = web == null ? 0 : web.heldBytes();
    return below + first.size() + (spoken == null ? 0 : spoken.reader.heldBytes());
  }

  /**
   * A frame on the wire. Only after {@link #spec()} is known: a server never speaks first.
   *
   * @param frame a multiple of 4 bytes, from 4 to {@link Framing#FRAME_BYTES_MAX}
   */
  public Bytes encode(Bytes frame) {
    if (web != null && web.isPolled()) {
      return web.answer(frame);
    }
    return carried(codec().encode(frame, false, Direction.TO_CLIENT));
  }

  /**
   * A quick ack.
   *
   * @param token the first 4 bytes of the message key's hash as a little-endian number; bit 31 is
   *     set here
   */
  public Bytes encodeQuickAck(int token) {
    return carried(codec().encodeQuickAck(token | (1 << 31)));
  }

  /**
   * A transport error.
   *
   * @param code negative, see {@link TransportError}
   */
  public Bytes encodeError(int code) {
    if (code >= 0) {
      throw new IllegalArgumentException("a transport error of " + code);
    }
    if (web != null && web.isPolled()) {
      return web.refuse(code);
    }
    byte[] payload = {(byte) code, (byte) (code >> 8), (byte) (code >> 16), (byte) (code >> 24)};
    return encode(Bytes.wrap(payload));
  }

  private Bytes carried(Bytes part) {
    return web == null ? part : web.message(part);
  }

  private Codec codec() {
    if (spoken == null) {
      throw new IllegalStateException("the client's transport is not known yet");
    }
    return spoken.codec;
  }

  private static void read(Spoken in, Bytes bytes, Sink sink) throws ProtocolException {
    in.reader.read(bytes, unit -> in.codec.decode(unit, Direction.TO_SERVER, sink));
  }
}
