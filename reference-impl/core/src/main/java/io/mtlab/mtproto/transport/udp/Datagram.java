package io.mtlab.mtproto.transport.udp;

import io.mtlab.mtproto.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * One datagram as it is on the wire: magic (3), kind (1), token (24), and what the kind has.
 *
 * @param kind what it is
 * @param token of the connection
 * @param rest behind the token
 */
record Datagram(Kind kind, Bytes token, Bytes rest) {
  /** The most bytes of a datagram: what passes every network that carries IPv6, with tunnels. */
  static final int BYTES_MAX = 1200;

  static final int TOKEN_BYTES = 24;

  /** The part of the token that the client drew. */
  static final int CLIENT_BYTES = 8;

  static final int HEADER_BYTES = 4 + TOKEN_BYTES;

  /** Challenge and proof: period (4), MAC (12). */
  static final int PROOF_BYTES = 16;

  private static final byte[] MAGIC = {'m', 't', 'u'};

  /** What a datagram is; the number is its place here, from 1. */
  enum Kind {
    HELLO(1),
    TOKEN(2),
    FRAGMENT(3),
    CHALLENGE(4),
    PROOF(5),
    END(6);

    private static final Kind[] ALL = values();

    private final byte number;

    Kind(int number) {
      this.number = (byte) number;
    }

    private boolean fits(int restBytes) {
      return switch (this) {
        case HELLO -> restBytes == BYTES_MAX - HEADER_BYTES;
        case TOKEN, END -> restBytes == 0;
        case FRAGMENT -> restBytes > Fragment.HEADER_BYTES;
        case CHALLENGE, PROOF -> restBytes == PROOF_BYTES;
      };
    }
  }

  /** Reads a datagram; null if it is none of this protocol's. */
  static @Nullable Datagram read(Bytes wire) {
    if (wire.size() < HEADER_BYTES || wire.size() > BYTES_MAX) {
      return null;
    }
    for (int i = 0; i < MAGIC.length; i++) {
      if (wire.at(i) != MAGIC[i]) {
        return null;
      }
    }
    int number = wire.at(MAGIC.length);
    if (number < 1 || number > Kind.ALL.length) {
      return null;
    }
    Kind kind = Kind.ALL[number - 1];
    Bytes rest = wire.from(HEADER_BYTES);
    return kind.fits(rest.size())
        ? new Datagram(kind, wire.slice(MAGIC.length + 1, HEADER_BYTES), rest)
        : null;
  }

  /** A datagram with nothing behind the token. */
  static Datagram of(Kind kind, Bytes token) {
    return new Datagram(kind, token, Bytes.EMPTY);
  }

  /** The first datagram of a client. */
  static Datagram hello(Bytes client) {
    Bytes token = Bytes.concat(client, Bytes.wrap(new byte[TOKEN_BYTES - CLIENT_BYTES]));
    return new Datagram(Kind.HELLO, token, Bytes.wrap(new byte[BYTES_MAX - HEADER_BYTES]));
  }

  /** The bytes on the wire. */
  Bytes write() {
    byte[] wire = new byte[HEADER_BYTES + rest.size()];
    System.arraycopy(MAGIC, 0, wire, 0, MAGIC.length);
    wire[MAGIC.length] = kind.number;
    token.copyTo(wire, MAGIC.length + 1);
    rest.copyTo(wire, HEADER_BYTES);
    return Bytes.wrap(wire);
  }
}
