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

  private record Spoken(TransportSpec spec, Codec codec, UnitReader reader) {}

  ServerTransport(ServerTransports gate) {
    this.gate = gate;
  }

  /** The client's transport; null while its first bytes have not told it. */
  public @Nullable TransportSpec spec() {
    return spoken == null ? null : spoken.spec;
  }

  /**
   * Takes a piece of the stream from the client, cut anywhere.
   *
   * @throws ProtocolException UNKNOWN_TRANSPORT or one of the rules on frames; the connection is of
   *     no use any more
   */
  public void received(Bytes bytes, long now, Sink sink) throws ProtocolException {
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
    Framing framing = found.framing();
    if (framing == null) {
      throw new ProtocolException(Malformed.UNKNOWN_TRANSPORT);
    }
    Codec codec = gate.codec(framing);
    UnitReader reader = new UnitReader(codec, Direction.TO_SERVER);
    spoken = new Spoken(new TransportSpec(Carrier.TCP, framing, false, null), codec, reader);
    Bytes frames = first.from(framing.tag().size());
    first = Bytes.EMPTY;
    read(spoken, frames, sink);
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
    return first.size() + (spoken == null ? 0 : spoken.reader.heldBytes());
  }

  /**
   * A frame on the wire. Only after {@link #spec()} is known: a server never speaks first.
   *
   * @param frame a multiple of 4 bytes, from 4 to {@link Framing#FRAME_BYTES_MAX}
   */
  public Bytes encode(Bytes frame) {
    return codec().encode(frame, false, Direction.TO_CLIENT);
  }

  /**
   * A quick ack.
   *
   * @param token the first 4 bytes of the message key's hash as a little-endian number; bit 31 is
   *     set here
   */
  public Bytes encodeQuickAck(int token) {
    return codec().encodeQuickAck(token | (1 << 31));
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
    byte[] payload = {(byte) code, (byte) (code >> 8), (byte) (code >> 16), (byte) (code >> 24)};
    return encode(Bytes.wrap(payload));
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
