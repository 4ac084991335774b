package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * One connection seen from the middle: cuts both directions into frames and puts them on the wire
 * again, so that whoever stands there can lose, repeat and delay whole frames. Knows no message
 * keys and judges nobody: what it does not understand passes untouched.
 *
 * <p>A frame here is a <em>unit</em>: what stands on the wire, with its header and quick-ack bit,
 * or a quick-ack token, which is a unit of its own. If all units are encoded again in order, the
 * bytes that come out are those that went in.
 */
public final class Observer {
  /** Where the observer puts what it found in one direction, in order. */
  public interface Sink {
    /** A whole unit, for {@link #encodeToServer} or {@link #encodeToClient}, now or later. */
    void frame(Bytes unit);

    /** Bytes in which no frames are found; they are passed on as they are. */
    void opaque(Bytes bytes);
  }

  /** One in the middle makes no padding of its own. */
  private static final Entropy NO_CHANCE =
      into -> {
        throw new IllegalStateException("an observer draws nothing");
      };

  private final ObservedStream client = new ObservedStream();
  private final ObservedStream server = new ObservedStream();
  private Bytes first = Bytes.EMPTY;
  private @Nullable Framing framing;
  private @Nullable Codec codec;
  private boolean tagPassed;

  /** Takes a piece of the stream from the client, cut anywhere. */
  public void fromClient(Bytes bytes, Sink sink) {
    Bytes piece = first.isEmpty() ? bytes : Bytes.concat(first, bytes);
    if (framing == null && client.lost() == null) {
      first = piece;
      recognise();
      if (framing == null && client.lost() == null) {
        return;
      }
      piece = framing == null ? piece : piece.from(framing.tag().size());
    }
    first = Bytes.EMPTY;
    Bytes rest =
        client.read(piece, unit -> sink.frame(known().observed(unit, Direction.TO_SERVER)));
    if (!rest.isEmpty()) {
      sink.opaque(unframed(rest));
    }
  }

  /**
   * Takes a piece of the stream from the server, cut anywhere. A server that speaks before its
   * client's transport is known speaks none: the connection is transparent from then on, and {@link
   * #restOfClient()} gives what was held of the client's first bytes.
   */
  public void fromServer(Bytes bytes, Sink sink) {
    if (framing == null && server.lost() == null) {
      loseBoth(Malformed.UNKNOWN_TRANSPORT);
    }
    Bytes rest =
        server.read(bytes, unit -> sink.frame(known().observed(unit, Direction.TO_CLIENT)));
    if (!rest.isEmpty()) {
      sink.opaque(rest);
    }
  }

  /** A unit of the client's on the wire; the transport's tag stands before the first one. */
  public Bytes encodeToServer(Bytes unit) {
    Bytes encoded = known().encodeAnew(unit, Direction.TO_SERVER);
    return tagPassed ? encoded : tagged(encoded);
  }

  /** A unit of the server's on the wire. */
  public Bytes encodeToClient(Bytes unit) {
    return known().encodeAnew(unit, Direction.TO_CLIENT);
  }

  /** At the end of the client's stream: the part of a frame that is passed on as it is. */
  public Bytes restOfClient() {
    Bytes rest = first.isEmpty() ? client.takeRest() : first;
    first = Bytes.EMPTY;
    return unframed(rest);
  }

  /** At the end of the server's stream: the part of a frame that is passed on as it is. */
  public Bytes restOfServer() {
    return server.takeRest();
  }

  /** The transport; null while it is unknown. */
  public @Nullable TransportSpec spec() {
    return framing == null ? null : new TransportSpec(Carrier.TCP, framing, false, null);
  }

  /** How many bytes of both directions wait for the rest of their frame. */
  public int heldBytes() {
    return first.size() + client.heldBytes() + server.heldBytes();
  }

  /** Why no more frames are looked for in what the client sends; null as long as they are. */
  public @Nullable Fault transparentToServer() {
    return client.lost();
  }

  /** Why no more frames are looked for in what the server sends; null as long as they are. */
  public @Nullable Fault transparentToClient() {
    return server.lost();
  }

  private void recognise() {
    FirstBytes found = FirstBytes.of(first);
    framing = found.framing();
    if (framing == null && found != FirstBytes.TOO_FEW) {
      loseBoth(Malformed.UNKNOWN_TRANSPORT);
    }
    if (framing != null) {
      codec = framing.codec(Padding.UP_TO_15, NO_CHANCE);
      client.cut(new UnitReader(codec, Direction.TO_SERVER));
      server.cut(new UnitReader(codec, Direction.TO_CLIENT));
    }
  }

  private void loseBoth(Fault why) {
    client.lose(why);
    server.lose(why);
  }

  /**
   * Bytes of the client's that are in no unit. The tag stands before them only if no unit was ever
   * handed out: one that was takes the tag with it, whenever it is encoded.
   */
  private Bytes unframed(Bytes bytes) {
    return framing == null || tagPassed || client.unitsFound() ? bytes : tagged(bytes);
  }

  private Bytes tagged(Bytes bytes) {
    tagPassed = true;
    return framing == null ? bytes : Bytes.concat(framing.tag(), bytes);
  }

  private Codec known() {
    if (codec == null) {
      throw new IllegalStateException("no unit was found in this connection yet");
    }
    return codec;
  }
}
