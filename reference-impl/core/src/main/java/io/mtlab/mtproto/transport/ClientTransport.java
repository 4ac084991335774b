package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.transport.faketls.FakeTlsClient;
import io.mtlab.mtproto.transport.mask.ObfuscatedHeader;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import org.jspecify.annotations.Nullable;

/**
 * The client's end of one connection.
 *
 * @see <a href="https://core.telegram.org/mtproto/mtproto-transports">transports</a>
 */
public final class ClientTransport implements End.Client {
  /** A shorter frame is no message: its first four bytes are an error code. */
  private static final int MESSAGE_BYTES_MIN = 16;

  private final TransportSpec spec;
  private final @Nullable ClientWeb web;
  private final Codec codec;
  private final UnitReader reader;
  private final @Nullable FakeTlsClient fakeTls;
  private final @Nullable ObfuscatedHeader mask;
  private Bytes greeting;

  /**
   * For a connection that is not yet open.
   *
   * @param to where the client wants to get
   * @param padding how its padded frames are filled up
   */
  public ClientTransport(TransportSpec spec, Destination to, Padding padding, Entropy entropy) {
    this.web = ClientWeb.of(spec.carrier(), to.server(), this::stream, entropy);
    // a carrier that delimits needs no framing, and asks for none
    Framing framing = spec.framing() == null && web != null ? Framing.FULL : spec.framing();
    if (framing == null) {
      throw new UnsupportedOperationException("no client here speaks " + spec);
    }
    this.spec = spec;
    this.codec = framing.codec(padding, entropy);
    this.reader = new UnitReader(codec, Direction.TO_CLIENT);
    this.fakeTls = fakeTls(spec, entropy);
    this.mask = spec.obfuscated() ? header(spec, framing, to, entropy) : null;
    this.greeting = mask == null ? framing.tag() : mask.header();
  }

  private static @Nullable FakeTlsClient fakeTls(TransportSpec spec, Entropy entropy) {
    ProxySecret secret = spec.secret();
    String domain = secret == null ? null : secret.domain();
    if (spec.carrier() != Carrier.FAKE_TLS) {
      return null;
    }
    if (secret == null || domain == null) {
      throw new IllegalArgumentException("fake TLS without a secret");
    }
    return new FakeTlsClient(entropy, secret.key(), domain);
  }

  /** Only an MTProxy is told the data centre. */
  private static ObfuscatedHeader header(
      TransportSpec spec, Framing framing, Destination to, Entropy entropy) {
    ProxySecret secret = spec.secret();
    return secret == null
        ? ObfuscatedHeader.draw(entropy, framing.tag(), null, null)
        : ObfuscatedHeader.draw(entropy, framing.tag(), (short) to.dc(), secret.key());
  }

  /** The transport that this end speaks. */
  public TransportSpec spec() {
    return spec;
  }

  /** The connection stands. {@link Sink#ready} follows, at once or after some bytes. */
  @Override
  public void opened(long now, Sink sink) {
    if (web != null) {
      web.opened(sink);
    } else if (fakeTls != null) {
      sink.send(fakeTls.hello((int) (now / Time.SECOND)));
    } else {
      sink.ready();
    }
  }

  /** Whether frames come only as answers, each to a frame that was sent. */
  @Override
  public boolean isPolled() {
    return web != null && web.isPolled();
  }

  /** Whether the server has said that nothing more follows. */
  @Override
  public boolean isFinished() {
    return web != null && web.isFinished();
  }

  /** What is to be sent before the connection is closed; may be nothing. */
  @Override
  public Bytes farewell() {
    return web == null ? Bytes.EMPTY : web.farewell();
  }

  /**
   * Takes a piece of the stream from the server, cut anywhere.
   *
   * @throws ProtocolException one of the rules on frames, FAKE_TLS_PROOF or FAKE_TLS_RECORD; the
   *     connection is of no use any more
   */
  @Override
  public void received(Bytes bytes, long now, Sink sink) throws ProtocolException {
    Messages told = new Messages(sink);
    if (web != null) {
      web.received(bytes, now, told);
    } else if (fakeTls != null) {
      fakeTls.received(bytes, new Records(told));
    } else {
      stream(bytes, told);
    }
  }

  /** A piece of the stream, whatever carried it. */
  private void stream(Bytes piece, Sink told) throws ProtocolException {
    Bytes plain = mask == null ? piece : mask.toClient().apply(piece);
    reader.read(plain, unit -> codec.decode(unit, Direction.TO_CLIENT, told));
  }

  /**
   * The stream from the server has ended.
   *
   * @throws ProtocolException TOO_SHORT if it ended inside a frame
   */
  public void ended() throws ProtocolException {
    int below = web != null ? web.heldBytes() : fakeTls != null ? fakeTls.heldBytes() : 0;
    if (reader.heldBytes() > 0 || below > 0) {
      throw new ProtocolException(Malformed.TOO_SHORT);
    }
  }

  @Override
  public boolean hasQuickAcks() {
    return spec.hasQuickAcks();
  }

  @Override
  public void sendWantingAck(Bytes frame, Sink sink) {
    sink.send(encodeWantingAck(frame));
  }

  @Override
  public int open() {
    return web == null ? 0 : web.open();
  }

  @Override
  public void wake(long now, Sink sink) {
    if (web != null) {
      web.wake(now);
    }
  }

  @Override
  public long nextWake() {
    return web == null ? Time.NEVER : web.nextWake();
  }

  @Override
  public void send(Bytes frame, Sink sink) {
    sink.send(encode(frame));
  }

  /**
   * A frame on the wire; the transport's tag stands before the first one.
   *
   * @param frame a multiple of 4 bytes, from 4 to {@link Framing#FRAME_BYTES_MAX}
   */
  public Bytes encode(Bytes frame) {
    if (web != null && web.isPolled()) {
      return web.post(frame);
    }
    return carried(codec.encode(frame, false, Direction.TO_SERVER));
  }

  /**
   * The same, with the wish for a quick ack: only for messages under a key.
   *
   * @see <a href="https://core.telegram.org/mtproto/mtproto-transports#quick-ack">quick ack</a>
   */
  public Bytes encodeWantingAck(Bytes frame) {
    if (frame.size() < Long.BYTES || frame.int64(0) == 0) {
      throw new IllegalArgumentException("a quick ack for a message without a key");
    }
    if (web != null && web.isPolled()) {
      return web.post(frame); // HTTP has no quick acks
    }
    return carried(codec.encode(frame, codec.hasQuickAcks(), Direction.TO_SERVER));
  }

  /** The next part of the stream, masked and with what stands before the first one. */
  private Bytes carried(Bytes unit) {
    Bytes part = unit;
    if (mask != null) {
      // in place: the codec has just made the unit, and nobody has seen it
      mask.toServer().apply(unit.sharedArray(), unit.sharedOffset(), unit.size());
    }
    if (!greeting.isEmpty()) {
      part = Bytes.concat(greeting, part);
      greeting = Bytes.EMPTY;
    }
    if (web != null) {
      return web.message(part);
    }
    return fakeTls == null ? part : fakeTls.wrap(part);
  }

  /** What fake TLS brings. */
  private final class Records implements FakeTlsClient.To {
    private final Sink told;

    Records(Sink told) {
      this.told = told;
    }

    @Override
    public void established() {
      told.ready();
    }

    @Override
    public void piece(Bytes inner) throws ProtocolException {
      stream(inner, told);
    }
  }

  /** Tells error codes from messages. */
  private record Messages(Sink to) implements Sink {
    @Override
    public void frame(Bytes payload) {
      if (payload.size() >= MESSAGE_BYTES_MIN) {
        to.frame(payload);
        return;
      }
      int code = payload.int32(0);
      if (code != 0) {
        to.error(code);
      }
    }

    @Override
    public void error(int code) {
      to.error(code);
    }

    @Override
    public void send(Bytes wire) {
      to.send(wire);
    }

    @Override
    public void secure(Bytes already) {
      to.secure(already);
    }

    @Override
    public void ready() {
      to.ready();
    }

    @Override
    public void quickAck(int token) {
      to.quickAck(token);
    }
  }
}
