package io.mtlab.mtproto.transport.faketls;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import java.security.MessageDigest;

/**
 * What a server answers to a {@link ClientHello}: three records, to the eye a ServerHello, a change
 * of ciphers, and a certificate enciphered. The random is an HMAC of the client's random and all
 * three.
 *
 * @param records the three records
 */
public record ServerHello(Bytes records) {
  private static final int HELLO_RECORD_BYTES = 127;
  private static final int CHANGE_RECORD_BYTES = 6;
  private static final int LAST_HEADER_AT = HELLO_RECORD_BYTES + CHANGE_RECORD_BYTES;
  private static final int HEADERS_BYTES = LAST_HEADER_AT + Records.HEADER_BYTES;

  /** Certificates of the sites in question take about so many bytes. */
  private static final int CERTIFICATE_BYTES_MIN = 2048;

  /** What {@link #bytes} answers while it cannot be told. */
  public static final int MORE = 0;

  /** What {@link #bytes} answers for what is no answer of this kind. */
  public static final int NEVER = -1;

  /** The answer to a hello that proved this secret. */
  public static ServerHello draw(Entropy entropy, Bytes key, ClientHello hello) {
    byte[] size = entropy.bytes(2);
    int certificate = CERTIFICATE_BYTES_MIN + ((size[0] & 7) << 8 | (size[1] & 0xff));
    HelloWriter shared = new HelloWriter().int16(0x001d, 0x20).raw(HelloWriter.point(entropy));
    HelloWriter extensions =
        new HelloWriter()
            .extension(0x0033, shared)
            .extension(0x002b, new HelloWriter().int16(0x0304));
    HelloWriter body =
        new HelloWriter()
            .int16(0x0303)
            .raw(new byte[Proof.BYTES])
            .counted8(new HelloWriter().raw(hello.sessionId().toArray()))
            .int16(hello.cipher())
            .int8(0)
            .counted16(extensions);
    byte[] records =
        new HelloWriter()
            .int8(0x16)
            .int16(0x0303)
            .counted16(new HelloWriter().int8(2).int8(0).counted16(body))
            .raw(Records.CHANGE_CIPHER.toArray())
            .int8(0x17)
            .int16(0x0303)
            .counted16(new HelloWriter().raw(entropy.bytes(certificate)))
            .toArray();
    byte[] random = Proof.of(key, hello.random().toArray(), records);
    System.arraycopy(random, 0, records, Proof.AT, Proof.BYTES);
    return new ServerHello(Bytes.wrap(records));
  }

  /**
   * The size of an answer that begins so; {@link #MORE} if more bytes are needed, {@link #NEVER} if
   * it is none.
   */
  public static int bytes(Bytes begin) {
    if (differs(begin, 0, Bytes.fromHex("160303007a02"))
        || differs(begin, HELLO_RECORD_BYTES, Records.CHANGE_CIPHER)
        || differs(begin, LAST_HEADER_AT, Bytes.fromHex("170303"))) {
      return NEVER;
    }
    if (begin.size() < HEADERS_BYTES) {
      return MORE;
    }
    int last = (begin.at(HEADERS_BYTES - 2) & 0xff) << 8 | (begin.at(HEADERS_BYTES - 1) & 0xff);
    return last > Records.BYTES_MAX ? NEVER : HEADERS_BYTES + last;
  }

  /** Whether there are bytes at this place which differ from those expected. */
  private static boolean differs(Bytes begin, int at, Bytes expected) {
    int there = Math.max(0, Math.min(begin.size() - at, expected.size()));
    return there > 0 && !begin.slice(at, at + there).equals(expected.slice(0, there));
  }

  /** Whether the answer was made for this hello by somebody who has the secret. */
  public boolean proves(Bytes key, Bytes clientRandom) {
    byte[] proof = Proof.of(key, clientRandom.toArray(), Proof.withoutRandom(records));
    byte[] random = records.slice(Proof.AT, Proof.AT + Proof.BYTES).toArray();
    return MessageDigest.isEqual(proof, random);
  }
}
