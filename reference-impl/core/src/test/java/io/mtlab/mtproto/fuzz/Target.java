package io.mtlab.mtproto.fuzz;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;

/**
 * A decoder that takes whatever comes: it answers with a value or a fault. Anything else that comes
 * out of {@link #play} is a bug, and so is a long time.
 */
public enum Target {
  /** Any TL object, and any query with its wrappers. */
  TL(Decoders::tl),
  /** What an envelope holds: containers and packed objects. */
  CONTENT(Decoders::content),
  /** A schema in TL's own language. */
  SCHEMA(Decoders::schema),
  /** The server's end of a connection: every transport by its first bytes. */
  SERVER_STREAM(Streams::server),
  /** The client's end; the first byte chooses its transport. */
  CLIENT_STREAM(Streams::client),
  /** Whoever stands in the middle, for both directions. */
  OBSERVER(Streams::observer),
  /** A server's port for datagrams, and a connection behind it. */
  UDP_SERVER(Outside::udpServer),
  /** A client that has been welcomed to one. */
  UDP_CLIENT(Outside::udpClient),
  /** A client behind a SOCKS5 or HTTP proxy; the first byte chooses which. */
  PROXY(Outside::proxy),
  /** The server's side of the exchange of a key, frame by frame. */
  SERVER_EXCHANGE(Exchanges::server),
  /** The client's side. */
  CLIENT_EXCHANGE(Exchanges::client),
  /** What a server decrypted. */
  SERVER_SESSION(Sessions::server),
  /** What a client decrypted. */
  CLIENT_SESSION(Sessions::client);

  // Only references to methods without a state are given.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Decoder decoder;

  Target(Decoder decoder) {
    this.decoder = decoder;
  }

  /** Decodes; a fault of the input is a good end. */
  interface Decoder {
    void decode(Bytes input) throws ProtocolException;
  }

  /** Decodes, and takes faults for what they are. */
  public void play(byte[] input) {
    try {
      decoder.decode(Bytes.copyOf(input));
    } catch (ProtocolException fault) {
      // the right end of wrong input
    }
  }
}
