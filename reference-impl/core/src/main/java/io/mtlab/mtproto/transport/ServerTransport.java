package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.transport.faketls.ClientHello;
import io.mtlab.mtproto.transport.faketls.Records;
import io.mtlab.mtproto.transport.mask.ObfuscatedHeader;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of one connection: it speaks the transport in which the client begins.
 *
 * @see <a href="https://core.telegram.org/mtproto/mtproto-transports">transports</a>
 */
public final class ServerTransport implements End.Server {
  /** Beyond these a number in a header is chance: 1 to 1,000, of the test network, negated. */
  private static final int DC_MAX = 1_000;

  private static final int TEST_DC_ADDED = 10_000;

  private final ServerTransports gate;
  private Bytes first = Bytes.EMPTY;
  private @Nullable Spoken spoken;
  private @Nullable ProxySecret disguise;
  private @Nullable Records records;
  private @Nullable ServerWeb web;
  private boolean secure;

  /**
   * The stream inside.
   *
   * @param mask of an obfuscated one
   */
  private record Spoken(
      TransportSpec spec, Codec codec, UnitReader reader, @Nullable ObfuscatedHeader mask) {}

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
  @Override
  public boolean isPolled() {
    return web != null && web.isPolled();
  }

  /** Whether the client has said, or was told, that nothing more follows. */
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
   * The data centre that a client of an MTProxy wants, without the marks of test network and media;
   * 0 if it wants none, or none that there can be.
   */
  @Override
  public int wantedDc() {
    if (spoken == null || spoken.mask == null || spoken.spec.secret() == null) {
      return 0;
    }
    int wanted = Math.abs(spoken.mask.dc());
    int dc = wanted > TEST_DC_ADDED ? wanted - TEST_DC_ADDED : wanted;
    return dc <= DC_MAX ? dc : 0;
  }

  /**
   * Takes a piece of the stream from the client, cut anywhere.
   *
   * @throws ProtocolException UNKNOWN_TRANSPORT, REPLAYED_OPENING or one of the rules on records
   *     and frames; the connection is of no use any more
   */
  @Override
  public void received(Bytes bytes, long now, Sink sink) throws ProtocolException {
    if (web != null) {
      web.received(bytes, now, sink);
    } else if (records != null) {
      records.read(bytes, piece -> stream(piece, now, sink));
    } else {
      stream(bytes, now, sink);
    }
  }

  /** A piece of the connection's own stream, or of the one that something carries. */
  private void stream(Bytes bytes, long now, Sink sink) throws ProtocolException {
    Spoken known = spoken;
    if (known != null) {
      read(known, bytes, sink);
      return;
    }
    first = first.isEmpty() ? bytes : Bytes.concat(first, bytes);
    if (disguise != null) {
      openObfuscated(sink);
      return;
    }
    FirstBytes found = FirstBytes.of(first);
    if (found == FirstBytes.TOO_FEW) {
      return;
    }
    if (web != null) {
      openInWebSocket(found, sink);
    } else if (secure && found != FirstBytes.HTTP) {
      throw new ProtocolException(Malformed.UNKNOWN_TRANSPORT); // nothing but the web in TLS
    } else {
      openPlain(found, now, sink);
    }
  }

  /** Only obfuscated streams. */
  private void openInWebSocket(FirstBytes found, Sink sink) throws ProtocolException {
    if (found != FirstBytes.CHANCE) {
      throw new ProtocolException(Malformed.UNKNOWN_TRANSPORT);
    }
    openObfuscated(sink);
  }

  private void openPlain(FirstBytes found, long now, Sink sink) throws ProtocolException {
    Framing framing = found.framing();
    if (framing != null) {
      TransportSpec spec = new TransportSpec(Carrier.TCP, framing, false, null);
      begin(spec, framing, null, framing.tag().size(), sink);
      return;
    }
    switch (found) {
      case CHANCE -> openObfuscated(sink);
      case TLS -> openTls(now, sink);
      case HTTP -> {
        web = new ServerWeb(secure, this::stream);
        web.received(takeFirst(), now, sink);
      }
      default -> {} // more bytes are needed
    }
  }

  private void openObfuscated(Sink sink) throws ProtocolException {
    if (first.size() < ObfuscatedHeader.BYTES) {
      return;
    }
    Bytes header = first.slice(0, ObfuscatedHeader.BYTES);
    var opened = web == null ? gate.open(header, disguise) : gate.openWithoutSecret(header);
    Carrier below = disguise == null ? Carrier.TCP : Carrier.FAKE_TLS;
    Carrier carrier = web == null ? below : web.carrier();
    TransportSpec spec = new TransportSpec(carrier, opened.framing(), true, opened.secret());
    begin(spec, opened.framing(), opened.header(), ObfuscatedHeader.BYTES, sink);
  }

  /** Fake TLS for who proves a secret, real TLS for everybody else. */
  private void openTls(long now, Sink sink) throws ProtocolException {
    int bytes = ClientHello.recordBytes(first);
    if (gate.hasFakeTls() && first.size() < bytes) {
      return;
    }
    var disguised = gate.hasFakeTls() ? gate.disguise(first.slice(0, bytes), now) : null;
    if (disguised == null) {
      secure = true;
      sink.secure(takeFirst());
      return;
    }
    disguise = disguised.secret();
    records = Records.ofServer();
    sink.send(disguised.answer());
    received(takeFirst().from(bytes), now, sink);
  }

  private void begin(
      TransportSpec spec, Framing framing, @Nullable ObfuscatedHeader mask, int opening, Sink sink)
      throws ProtocolException {
    Codec codec = gate.codec(framing);
    Spoken begun = new Spoken(spec, codec, new UnitReader(codec, Direction.TO_SERVER), mask);
    spoken = begun;
    read(begun, takeFirst().from(opening), sink);
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

  /** How many bytes wait for the rest of their frame, or of what opens the stream. */
  public int heldBytes() {
    int record = records == null || records.isBetweenRecords() ? 0 : 1;
    int below = web == null ? record : web.heldBytes();
    return below + first.size() + (spoken == null ? 0 : spoken.reader.heldBytes());
  }

  @Override
  public boolean isSpoken() {
    return spec() != null;
  }

  @Override
  public void send(Bytes frame, Sink sink) {
    sink.send(encode(frame));
  }

  @Override
  public void sendQuickAck(int token, Sink sink) {
    sink.send(encodeQuickAck(token));
  }

  @Override
  public void sendError(int code, Sink sink) {
    sink.send(encodeError(code));
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

  private Codec codec() {
    if (spoken == null) {
      throw new IllegalStateException("the client's transport is not known yet");
    }
    return spoken.codec;
  }

  /** The next part of the stream, masked and carried as the client's is. */
  private Bytes carried(Bytes unit) {
    ObfuscatedHeader mask = spoken == null ? null : spoken.mask;
    Bytes part = unit;
    if (mask != null) {
      // in place: the codec has just made the unit, and nobody has seen it
      mask.toClient().apply(unit.sharedArray(), unit.sharedOffset(), unit.size());
    }
    if (web != null) {
      return web.message(part);
    }
    return records == null ? part : records.wrap(part);
  }

  private static void read(Spoken in, Bytes bytes, Sink sink) throws ProtocolException {
    Bytes plain = in.mask == null ? bytes : in.mask.toServer().apply(bytes);
    in.reader.read(plain, unit -> in.codec.decode(unit, Direction.TO_SERVER, sink));
  }
}
