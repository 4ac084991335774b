package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.transport.faketls.Records;
import io.mtlab.mtproto.transport.faketls.ServerHello;
import io.mtlab.mtproto.transport.mask.ObfuscatedHeader;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import io.mtlab.mtproto.transport.web.WebObserver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection seen from the middle: cuts both directions into frames and puts them on the wire
 * again, so that whoever stands there can lose, repeat and delay whole frames. Knows no message
 * keys and judges nobody: what it does not understand passes untouched.
 *
 * <p>A frame here is a <em>unit</em>: what stands on the wire, with its header and quick-ack bit,
 * or a quick-ack token, which is a unit of its own. If all units are encoded again in order, the
 * bytes that come out are those that went in; only the borders of records may differ. What depends
 * on a unit's place in the stream is made anew: a full frame's number and checksum, the masks of an
 * obfuscated stream, records of fake TLS. Headers and hellos are never touched.
 */
public final class Observer {
  /** Where the observer puts what it found in one direction, in order. */
  public interface Sink {
    /** A whole unit, for {@link #encodeToServer} or {@link #encodeToClient}, now or later. */
    void frame(Bytes unit);

    /** Bytes in which no frames are found; they are passed on as they are. */
    void opaque(Bytes bytes);
  }

  private final ObservedOpening opening;
  private final ObservedStream client = new ObservedStream(Direction.TO_SERVER);
  private final ObservedStream server = new ObservedStream(Direction.TO_CLIENT);
  private @Nullable Records clientRecords;
  private @Nullable Records serverRecords;
  private @Nullable WebObserver web;
  private Bytes serverHello = Bytes.EMPTY;
  private ObservedOpening.@Nullable Begun begun;
  private @Nullable Codec codec;
  private @Nullable ObfuscatedHeader masksIn;
  private @Nullable ObfuscatedHeader masksOut;
  private Bytes greeting = Bytes.EMPTY;

  /** For a connection that hides nothing behind a secret. */
  public Observer() {
    this(List.of());
  }

  /** For a connection whose client may use one of these secrets. */
  public Observer(List<ProxySecret> secrets) {
    opening = new ObservedOpening(secrets);
  }

  /** Takes a piece of the stream from the client, cut anywhere. */
  public void fromClient(Bytes bytes, Sink sink) {
    if (web != null) {
      webPiece(web, Direction.TO_SERVER, bytes, sink);
    } else if (clientRecords != null) {
      clientRecord(bytes, sink);
    } else {
      clientStream(bytes, sink);
    }
  }

  private void clientRecord(Bytes bytes, Sink sink) {
    Records records = clientRecords;
    if (records == null || client.isLost()) {
      sink.opaque(bytes);
      return;
    }
    try {
      records.read(bytes, piece -> clientStream(piece, sink));
    } catch (ProtocolException broken) {
      loseBehind(client, broken.fault(), sink);
      sink.opaque(records.unread());
    }
  }

  private void clientStream(Bytes bytes, Sink sink) {
    if (begun == null && !client.isLost()) {
      open(bytes, sink);
      return;
    }
    Bytes held = opening.takeRest();
    Bytes piece = held.isEmpty() ? bytes : Bytes.concat(held, bytes);
    cut(client, masksIn == null ? piece : masksIn.toServer().apply(piece), sink);
  }

  private void open(Bytes bytes, Sink sink) {
    switch (opening.take(bytes)) {
      case ObservedOpening.Waiting _ -> {}
      case ObservedOpening.Unknown unknown -> unknown(unknown.all(), sink);
      case ObservedOpening.Disguised disguised -> {
        sink.opaque(disguised.hello());
        clientRecords = Records.ofClient();
        serverRecords = Records.ofServer();
        if (!disguised.rest().isEmpty()) {
          clientRecord(disguised.rest(), sink);
        }
      }
      case ObservedOpening.Begun known -> {
        begin(known);
        if (!known.rest().isEmpty()) {
          clientStream(known.rest(), sink);
        }
      }
    }
  }

  private void unknown(Bytes first, Sink sink) {
    if (web != null) {
      loseBoth(Malformed.UNKNOWN_TRANSPORT);
      sink.frame(first); // which is put into WebSocket messages again
    } else if (FirstBytes.of(first) == FirstBytes.HTTP) {
      web = new WebObserver(Framing.FRAME_BYTES_MAX);
      webPiece(web, Direction.TO_SERVER, first, sink);
    } else {
      loseBoth(Malformed.UNKNOWN_TRANSPORT);
      sink.opaque(first);
    }
  }

  /** Requests and answers are units; so are those of the stream inside a WebSocket. */
  private void webPiece(WebObserver in, Direction direction, Bytes bytes, Sink sink) {
    boolean up = direction == Direction.TO_SERVER;
    ObservedStream stream = up ? client : server;
    if (stream.isLost() && !in.isWebSocket()) {
      sink.opaque(bytes);
      return;
    }
    var found =
        new WebObserver.To() {
          @Override
          public void message(Bytes whole) {
            sink.frame(whole);
          }

          @Override
          public void opaque(Bytes as) {
            sink.opaque(as);
          }

          @Override
          public void stream(Bytes piece) {
            if (up) {
              clientStream(piece, sink);
            } else {
              serverStream(piece, sink);
            }
          }
        };
    try {
      if (up) {
        in.fromClient(bytes, found);
      } else {
        in.fromServer(bytes, found);
      }
    } catch (ProtocolException broken) {
      stream.lose(broken.fault());
      Bytes rest = up ? in.restOfClient() : in.restOfServer();
      sink.opaque(rest.isEmpty() ? bytes : rest);
    }
  }

  private void begin(ObservedOpening.Begun known) {
    Codec cutting = known.framing().codec(Padding.UP_TO_15, ObservedOpening.NO_CHANCE);
    begun = known;
    codec = cutting;
    greeting = known.greeting();
    masksIn = known.masks();
    masksOut = known.masks() == null ? null : known.sameMasks();
    client.cut(cutting);
    server.cut(cutting);
  }

  /**
   * Takes a piece of the stream from the server, cut anywhere. A server that speaks before its
   * client's transport is known speaks none: the connection is transparent from then on, and {@link
   * #restOfClient()} gives what was held of the client's first bytes.
   */
  public void fromServer(Bytes bytes, Sink sink) {
    Records records = serverRecords;
    if (web != null) {
      webPiece(web, Direction.TO_CLIENT, bytes, sink);
    } else if (records == null) {
      if (begun == null && !server.isLost()) {
        loseBoth(Malformed.UNKNOWN_TRANSPORT);
      }
      serverStream(bytes, sink);
    } else if (server.isLost()) {
      sink.opaque(bytes);
    } else {
      serverRecord(records, bytes, sink);
    }
  }

  private void serverRecord(Records records, Bytes bytes, Sink sink) {
    Bytes wire = bytes;
    if (begun == null) {
      serverHello = Bytes.concat(serverHello, bytes);
      int size = ServerHello.bytes(serverHello);
      if (size == ServerHello.NEVER) {
        loseBoth(Malformed.FAKE_TLS_RECORD);
        sink.opaque(takeServerHello());
        return;
      }
      if (size == ServerHello.MORE || serverHello.size() < size) {
        return;
      }
      wire = takeServerHello();
      sink.opaque(wire.slice(0, size));
      wire = wire.from(size);
    }
    try {
      records.read(wire, piece -> serverStream(piece, sink));
    } catch (ProtocolException broken) {
      loseBehind(server, broken.fault(), sink);
      sink.opaque(records.unread());
    }
  }

  private Bytes takeServerHello() {
    Bytes taken = serverHello;
    serverHello = Bytes.EMPTY;
    return taken;
  }

  private void serverStream(Bytes bytes, Sink sink) {
    cut(server, masksIn == null ? bytes : masksIn.toClient().apply(bytes), sink);
  }

  /** Units go out; so do bytes in no unit, as a unit if they need a mask or a record. */
  private void cut(ObservedStream stream, Bytes plain, Sink sink) {
    Bytes rest = stream.read(plain, sink::frame);
    if (rest.isEmpty()) {
      return;
    }
    if (isWrapped()) {
      sink.frame(rest);
    } else {
      sink.opaque(stream == client ? unframed(rest) : rest);
    }
  }

  private void loseBehind(ObservedStream stream, Fault why, Sink sink) {
    Bytes rest = stream.takeRest();
    stream.lose(why);
    if (!rest.isEmpty()) {
      sink.frame(rest);
    }
  }

  private boolean isWrapped() {
    return masksOut != null || clientRecords != null || inWebSocket() != null;
  }

  private @Nullable WebObserver inWebSocket() {
    return web != null && web.isWebSocket() ? web : null;
  }

  /** A unit of the client's on the wire; what opens its stream stands before the first one. */
  public Bytes encodeToServer(Bytes unit) {
    Bytes encoded = anew(unit, Direction.TO_SERVER);
    if (masksOut != null) {
      encoded = masksOut.toServer().apply(encoded);
    }
    encoded = greeted(encoded);
    WebObserver socket = inWebSocket();
    if (socket != null) {
      return socket.toServer(encoded);
    }
    return clientRecords == null ? encoded : clientRecords.wrap(encoded);
  }

  /** A unit of the server's on the wire. */
  public Bytes encodeToClient(Bytes unit) {
    Bytes encoded = anew(unit, Direction.TO_CLIENT);
    if (masksOut != null) {
      encoded = masksOut.toClient().apply(encoded);
    }
    WebObserver socket = inWebSocket();
    if (socket != null) {
      return socket.toClient(encoded);
    }
    return serverRecords == null ? encoded : serverRecords.wrap(encoded);
  }

  /** At the end of the client's stream: the part of a frame that is passed on as it is. */
  public Bytes restOfClient() {
    if (web != null && inWebSocket() == null) {
      return web.restOfClient();
    }
    Bytes first = opening.takeRest();
    if (!first.isEmpty() || !isWrapped()) {
      return first.isEmpty() ? unframed(client.takeRest()) : first;
    }
    Bytes rest = client.takeRest();
    boolean nothing = rest.isEmpty() && (client.unitsFound() || greeting.isEmpty());
    return nothing ? Bytes.EMPTY : encodeToServer(rest);
  }

  /** At the end of the server's stream: the part of a frame that is passed on as it is. */
  public Bytes restOfServer() {
    if (web != null && inWebSocket() == null) {
      return web.restOfServer();
    }
    Bytes first = takeServerHello();
    Bytes rest = server.takeRest();
    if (!first.isEmpty() || rest.isEmpty() || !isWrapped()) {
      return first.isEmpty() ? rest : first;
    }
    return encodeToClient(rest);
  }

  /** The transport, without its secret; null while it is unknown. */
  public @Nullable TransportSpec spec() {
    if (begun == null) {
      boolean http = web != null && inWebSocket() == null;
      return http ? new TransportSpec(Carrier.HTTP, null, false, null) : null;
    }
    Carrier below = clientRecords == null ? Carrier.TCP : Carrier.FAKE_TLS;
    Carrier carrier = web == null ? below : Carrier.WEBSOCKET;
    return new TransportSpec(carrier, begun.framing(), begun.masks() != null, null);
  }

  /** Whether the server has its turn: the client's first bytes have told what it speaks. */
  public boolean isOpen() {
    return begun != null || clientRecords != null || web != null;
  }

  /** How many bytes of both directions wait for the rest of their frame. */
  public int heldBytes() {
    int below = web == null ? serverHello.size() : web.heldBytes();
    return opening.heldBytes() + below + client.heldBytes() + server.heldBytes();
  }

  /** Why no more frames are looked for in what the client sends; null as long as they are. */
  public @Nullable Fault transparentToServer() {
    return client.lost();
  }

  /** Why no more frames are looked for in what the server sends; null as long as they are. */
  public @Nullable Fault transparentToClient() {
    return server.lost();
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
    return client.unitsFound() ? bytes : greeted(bytes);
  }

  private Bytes greeted(Bytes bytes) {
    if (greeting.isEmpty()) {
      return bytes;
    }
    Bytes both = Bytes.concat(greeting, bytes);
    greeting = Bytes.EMPTY;
    return both;
  }

  private Bytes anew(Bytes unit, Direction direction) {
    if (codec != null) {
      return codec.encodeAnew(unit, direction);
    }
    if (!isWrapped() && web == null) {
      throw new IllegalStateException("no unit was found in this connection yet");
    }
    return unit; // a request, an answer, or bytes inside something that opened no stream
  }
}
