package io.mtlab.mtproto.transport;

/**
 * The codes that a server sends as a frame of four bytes, unencrypted and without a header; others
 * are those of HTTP, negated.
 *
 * @see <a href="https://core.telegram.org/mtproto/mtproto-transports#transport-errors">errors</a>
 */
public final class TransportError {
  /** The request is refused. */
  public static final int FORBIDDEN = -403;

  /** No such authorization key, or a field of the exchange does not fit. */
  public static final int NOT_FOUND = -404;

  /** Too many connections from this address, or another limit is exceeded. */
  public static final int FLOOD = -429;

  /** The data centre that the client asks for is not this one. */
  public static final int WRONG_DC = -444;

  private TransportError() {}
}
