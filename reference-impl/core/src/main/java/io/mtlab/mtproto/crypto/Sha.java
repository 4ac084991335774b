package io.mtlab.mtproto.crypto;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-1 and SHA-256, looked up once and used for every message of a shard. */
public final class Sha {
  /** The size of a SHA-1 digest in bytes. */
  public static final int SHA1_SIZE = 20;

  /** The size of a SHA-256 digest in bytes. */
  public static final int SHA256_SIZE = 32;

  private final MessageDigest sha1 = digest("SHA-1");
  private final MessageDigest sha256 = digest("SHA-256");

  /** The 20 bytes of SHA-1 of all parts, one behind the other. */
  public byte[] sha1(byte[]... parts) {
    return over(sha1, parts);
  }

  /** The 32 bytes of SHA-256 of all parts, one behind the other. */
  public byte[] sha256(byte[]... parts) {
    return over(sha256, parts);
  }

  /** SHA-1 of a range of an array. */
  byte[] sha1(byte[] data, int offset, int size) {
    sha1.update(data, offset, size);
    return sha1.digest();
  }

  /** The digest itself, for callers that feed it in pieces and finish with {@link #finish}. */
  MessageDigest sha256() {
    return sha256;
  }

  /** Writes the digest into an array that is there already, and makes it ready for the next. */
  static void finish(MessageDigest digest, byte[] into) {
    try {
      digest.digest(into, 0, into.length);
    } catch (DigestException tooSmall) {
      throw new IllegalStateException(tooSmall);
    }
  }

  private static byte[] over(MessageDigest digest, byte[]... parts) {
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has " + algorithm, impossible);
    }
  }
}
