package io.mtlab.mtproto.crypto;

import java.util.Arrays;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.params.KeyParameter;

/** The second opinion: the documentation's formulas, word for word, over BouncyCastle. */
final class Second {
  private Second() {}

  /** c_i = E(m_i ^ c_(i-1)) ^ m_(i-1). */
  static byte[] igeEncrypt(byte[] key, byte[] iv, byte[] plain) {
    return ige(true, key, Arrays.copyOf(iv, 16), Arrays.copyOfRange(iv, 16, 32), plain);
  }

  /** m_i = D(c_i ^ m_(i-1)) ^ c_(i-1): the same with the halves of the iv swapped. */
  static byte[] igeDecrypt(byte[] key, byte[] iv, byte[] encrypted) {
    return ige(false, key, Arrays.copyOfRange(iv, 16, 32), Arrays.copyOf(iv, 16), encrypted);
  }

  static byte[] sha1(byte[]... parts) {
    return digest(new SHA1Digest(), parts);
  }

  static byte[] sha256(byte[]... parts) {
    return digest(new SHA256Digest(), parts);
  }

  /** A message of MTProto 2.0, auth_key_id and msg_key in front. */
  static byte[] message2(byte[] authKey, int x, byte[] padded) {
    byte[] large = sha256(part(authKey, 88 + x, 32), padded);
    byte[] msgKey = part(large, 8, 16);
    byte[] a = sha256(msgKey, part(authKey, x, 36));
    byte[] b = sha256(part(authKey, 40 + x, 36), msgKey);
    byte[] aesKey = join(part(a, 0, 8), part(b, 8, 16), part(a, 24, 8));
    byte[] aesIv = join(part(b, 0, 8), part(a, 8, 16), part(b, 24, 8));
    byte[] keyId = part(sha1(authKey), 12, 8);
    return join(keyId, msgKey, igeEncrypt(aesKey, aesIv, padded));
  }

  static byte[] part(byte[] of, int from, int size) {
    return Arrays.copyOfRange(of, from, from + size);
  }

  static byte[] join(byte[]... parts) {
    int size = 0;
    for (byte[] part : parts) {
      size += part.length;
    }
    byte[] joined = new byte[size];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }

  private static byte[] ige(
      boolean encrypting, byte[] key, byte[] before, byte[] after, byte[] data) {
    var aes = AESEngine.newInstance();
    aes.init(encrypting, new KeyParameter(key));
    byte[] result = new byte[data.length];
    byte[] lastOut = before;
    byte[] lastIn = after;
    for (int at = 0; at < data.length; at += 16) {
      byte[] in = part(data, at, 16);
      byte[] block = new byte[16];
      aes.processBlock(xor(in, lastOut), 0, block, 0);
      lastOut = xor(block, lastIn);
      lastIn = in;
      System.arraycopy(lastOut, 0, result, at, 16);
    }
    return result;
  }

  private static byte[] xor(byte[] left, byte[] right) {
    byte[] result = left.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] ^= right[i];
    }
    return result;
  }

  private static byte[] digest(Digest digest, byte[]... parts) {
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    byte[] hash = new byte[digest.getDigestSize()];
    digest.doFinal(hash, 0);
    return hash;
  }
}
