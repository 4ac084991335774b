package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.crypto.Entropy;

/** What the transports of all connections of one gate have in common. */
public final class ServerTransports {
  private final Settings settings;
  private final Entropy entropy;

  /**
   * What a gate speaks.
   *
   * @param padding how its padded frames are filled up
   */
  public record Settings(Padding padding) {
    /** What a server speaks of which nothing else is said. */
    public static final Settings DEFAULT = new Settings(Padding.UP_TO_15);
  }

  /** For a gate without connections. */
  public ServerTransports(Settings settings, Entropy entropy) {
    this.settings = settings;
    this.entropy = entropy;
  }

  /** The server's end of a fresh connection. */
  public ServerTransport accept() {
    return new ServerTransport(this);
  }

  Codec codec(Framing framing) {
    return framing.codec(settings.padding(), entropy);
  }
}
