package io.mtlab.mtproto.transport.faketls;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The first record of a client: to the eye a browser's ClientHello. Its random is an HMAC of the
 * whole record under the secret, the last four bytes mixed with the time.
 *
 * @param record the record, header included
 */
public record ClientHello(Bytes record) {
  /** A record's header in bytes. */
  public static final int RECORD_HEADER_BYTES = 5;

  /** So far may the client's clock be ahead, as MTProxy allows. */
  public static final int AHEAD_SECONDS_MAX = 3;

  /** So far may it be behind. */
  public static final int BEHIND_SECONDS_MAX = 600;

  /** A hello with everything that is looked at and no extension. */
  private static final int BYTES_MIN = 86;

  /** What browsers fill their hello up to. */
  private static final int PADDED_BYTES = 517;

  private static final int SESSION_ID_AT = 43;
  private static final int SESSION_ID_BYTES = 32;
  private static final int CIPHERS_AT = 76;

  /** Suites, compression methods, and the heads of all extensions and of the padding. */
  private static final int AROUND_BYTES = 42;

  private static final int PROOF_BYTES = 28;

  private static final int SERVER_NAME = 0x0000;
  private static final int KEY_SHARE = 0x0033;
  private static final int SUPPORTED_VERSIONS = 0x002b;
  private static final int PADDING = 0x0015;
  private static final int X25519 = 0x001d;

  /**
   * A hello that proves knowledge of the secret.
   *
   * @param key the secret's 16 bytes
   * @param domain the server that the client pretends to visit
   * @param unixSeconds the client's time
   */
  public static ClientHello draw(Entropy entropy, Bytes key, String domain, int unixSeconds) {
    byte[] record = drawn(entropy, domain);
    byte[] random = Proof.of(key, record);
    for (int i = 0; i < Integer.BYTES; i++) {
      random[PROOF_BYTES + i] ^= (byte) (unixSeconds >>> (8 * i));
    }
    System.arraycopy(random, 0, record, Proof.AT, Proof.BYTES);
    return new ClientHello(Bytes.wrap(record));
  }

  private static byte[] drawn(Entropy entropy, String domain) {
    byte[] chance = entropy.bytes(6);
    int[] grease = new int[chance.length];
    for (int i = 0; i < grease.length; i++) {
      int half = (chance[i] & 0xf0) | 0x0a;
      grease[i] = half << 8 | half;
    }
    if (grease[3] == grease[4]) {
      grease[4] ^= 0x1010; // no extension comes twice
    }
    HelloWriter extensions = extensions(entropy, domain, grease);
    int open = PADDED_BYTES - CIPHERS_AT - AROUND_BYTES - extensions.size();
    if (open >= 0) {
      extensions.extension(PADDING, new HelloWriter().raw(new byte[open]));
    }
    HelloWriter body =
        new HelloWriter()
            .int16(0x0303)
            .raw(new byte[Proof.BYTES])
            .counted8(new HelloWriter().raw(entropy.bytes(SESSION_ID_BYTES)))
            .counted16(ciphers(grease[0]))
            .counted8(new HelloWriter().int8(0))
            .counted16(extensions);
    HelloWriter message = new HelloWriter().int8(1).int8(0).counted16(body);
    return new HelloWriter().int8(0x16).int16(0x0301).counted16(message).toArray();
  }

  private static HelloWriter ciphers(int grease) {
    return new HelloWriter()
        .int16(grease, 0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030)
        .int16(0xcca9, 0xcca8, 0xc013, 0xc014, 0x009c, 0x009d, 0x002f, 0x0035);
  }

  private static HelloWriter extensions(Entropy entropy, String domain, int[] grease) {
    HelloWriter name = new HelloWriter().int8(0).counted16(new HelloWriter().text(domain));
    HelloWriter protocols =
        new HelloWriter()
            .counted8(new HelloWriter().text("h2"))
            .counted8(new HelloWriter().text("http/1.1"));
    HelloWriter shares =
        new HelloWriter()
            .int16(grease[1])
            .counted16(new HelloWriter().int8(0))
            .int16(X25519)
            .counted16(new HelloWriter().raw(HelloWriter.point(entropy)));
    return new HelloWriter()
        .extension(grease[3], new HelloWriter())
        .extension(SERVER_NAME, new HelloWriter().counted16(name))
        .extension(0x0017, new HelloWriter())
        .extension(0xff01, new HelloWriter().int8(0))
        .extension(0x000a, groups(grease[1]))
        .extension(0x000b, new HelloWriter().counted8(new HelloWriter().int8(0)))
        .extension(0x0023, new HelloWriter())
        .extension(0x0010, new HelloWriter().counted16(protocols))
        .extension(0x0005, new HelloWriter().int8(1).int16(0, 0))
        .extension(0x000d, new HelloWriter().counted16(signatures()))
        .extension(0x0012, new HelloWriter())
        .extension(KEY_SHARE, new HelloWriter().counted16(shares))
        .extension(0x002d, new HelloWriter().counted8(new HelloWriter().int8(1)))
        .extension(SUPPORTED_VERSIONS, versions(grease[2]))
        .extension(0x001b, new HelloWriter().counted8(new HelloWriter().int16(2)))
        .extension(grease[4], new HelloWriter().int8(0));
  }

  private static HelloWriter groups(int grease) {
    return new HelloWriter().counted16(new HelloWriter().int16(grease, X25519, 0x17, 0x18));
  }

  private static HelloWriter signatures() {
    return new HelloWriter().int16(0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601);
  }

  private static HelloWriter versions(int grease) {
    return new HelloWriter().counted8(new HelloWriter().int16(grease, 0x0304, 0x0303));
  }

  /** Whether a whole record has the shape of a hello that may hold a proof. */
  public boolean isWellFormed() {
    return record.size() >= BYTES_MIN
        && record.at(0) == 0x16
        && record.at(1) == 3
        && record.at(2) == 1
        && recordBytes(record) == record.size()
        && record.at(5) == 1
        && record.at(9) == 3
        && record.at(10) == 3
        && record.at(SESSION_ID_AT) == SESSION_ID_BYTES;
  }

  /** The size of the record that begins so, header included. */
  public static int recordBytes(Bytes begin) {
    return RECORD_HEADER_BYTES + ((begin.at(3) & 0xff) << 8 | (begin.at(4) & 0xff));
  }

  /**
   * Whether the random was made with this secret, at a time that is near enough. It takes as long
   * whatever differs.
   */
  public boolean proves(Bytes key, long unixSeconds) {
    byte[] proof = Proof.of(key, Proof.withoutRandom(record));
    byte[] random = random().toArray();
    boolean same =
        MessageDigest.isEqual(
            Arrays.copyOf(proof, PROOF_BYTES), Arrays.copyOf(random, PROOF_BYTES));
    int stamp = Bytes.wrap(random).int32(PROOF_BYTES) ^ Bytes.wrap(proof).int32(PROOF_BYTES);
    long ahead = Integer.toUnsignedLong(stamp) - unixSeconds;
    return same && ahead <= AHEAD_SECONDS_MAX && -ahead <= BEHIND_SECONDS_MAX;
  }

  /** Whether the random was made with this secret, at any time. */
  public boolean proves(Bytes key) {
    byte[] proof = Proof.of(key, Proof.withoutRandom(record));
    return Bytes.wrap(proof, 0, PROOF_BYTES).equalsInConstantTime(random().slice(0, PROOF_BYTES));
  }

  /** The 32 bytes of the random. */
  public Bytes random() {
    return record.slice(Proof.AT, Proof.AT + Proof.BYTES);
  }

  /** The 32 bytes of the session id, which the answer repeats. */
  public Bytes sessionId() {
    return record.slice(SESSION_ID_AT + 1, SESSION_ID_AT + 1 + SESSION_ID_BYTES);
  }

  /** The first suite of TLS 1.3 in the client's list; AES-128-GCM if it has none. */
  int cipher() {
    int count = record.size() < CIPHERS_AT + 2 ? 0 : int16(CIPHERS_AT) / 2;
    for (int i = 0; i < count && CIPHERS_AT + 4 + 2 * i <= record.size(); i++) {
      int suite = int16(CIPHERS_AT + 2 + 2 * i);
      if (suite >= 0x1301 && suite <= 0x1303) {
        return suite;
      }
    }
    return 0x1301;
  }

  /** The server that the client names; null if it names none. */
  public @Nullable String serverName() {
    int at = CIPHERS_AT;
    if (at + 2 > record.size()) {
      return null;
    }
    at += 2 + int16(at);
    if (at >= record.size()) {
      return null;
    }
    at += 1 + (record.at(at) & 0xff) + 2; // compression methods, length of extensions
    while (at + 4 <= record.size()) {
      int type = int16(at);
      int end = at + 4 + int16(at + 2);
      int nameAt = at + 9; // length of the list, kind of name, length of the name
      if (end > record.size()) {
        return null;
      }
      if (type == SERVER_NAME && nameAt <= end && nameAt + int16(nameAt - 2) <= end) {
        byte[] name = record.slice(nameAt, nameAt + int16(nameAt - 2)).toArray();
        return new String(name, StandardCharsets.US_ASCII);
      }
      at = end;
    }
    return null;
  }

  private int int16(int at) {
    return (record.at(at) & 0xff) << 8 | (record.at(at + 1) & 0xff);
  }
}
