package io.mtlab.mtproto.crypto;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.jspecify.annotations.Nullable;

/** RSA keys as PEM text: PKCS#1, PKCS#8 and SubjectPublicKeyInfo, by BouncyCastle's ASN.1. */
final class Pem {
  /** More text than the largest key needs. */
  private static final int TEXT_MAX = 64 * 1024;

  private static final AlgorithmIdentifier RSA =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);

  private Pem() {}

  static RsaPublicKey publicKey(String pem) {
    try {
      if (read(pem) instanceof SubjectPublicKeyInfo info) {
        RSAPublicKey key = RSAPublicKey.getInstance(info.parsePublicKey());
        return new RsaPublicKey(key.getModulus(), key.getPublicExponent());
      }
    } catch (IOException | RuntimeException broken) {
      throw new IllegalArgumentException("no RSA public key in this PEM text", broken);
    }
    throw new IllegalArgumentException("no RSA public key in this PEM text");
  }

  static RsaPrivateKey privateKey(String pem) {
    try {
      Object object = read(pem);
      PrivateKeyInfo info =
          object instanceof PEMKeyPair pair
              ? pair.getPrivateKeyInfo()
              : object instanceof PrivateKeyInfo found ? found : null;
      if (info != null) {
        RSAPrivateKey key = RSAPrivateKey.getInstance(info.parsePrivateKey());
        return RsaPrivateKey.of(
            new RsaPublicKey(key.getModulus(), key.getPublicExponent()),
            key.getPrivateExponent(),
            key.getPrime1(),
            key.getPrime2());
      }
    } catch (IOException | RuntimeException broken) {
      // Without the cause: its message might quote the key.
      throw new IllegalArgumentException("no RSA private key in this PEM text");
    }
    throw new IllegalArgumentException("no RSA private key in this PEM text");
  }

  static String pkcs1(RsaPublicKey key) {
    return written("RSA PUBLIC KEY", () -> asn1(key).getEncoded());
  }

  static String subjectPublicKeyInfo(RsaPublicKey key) {
    return written("PUBLIC KEY", () -> new SubjectPublicKeyInfo(RSA, asn1(key)).getEncoded());
  }

  static String pkcs1(RsaPrivateKey key) {
    return written("RSA PRIVATE KEY", () -> asn1(key).getEncoded());
  }

  static String pkcs8(RsaPrivateKey key) {
    return written("PRIVATE KEY", () -> new PrivateKeyInfo(RSA, asn1(key)).getEncoded());
  }

  private static RSAPublicKey asn1(RsaPublicKey key) {
    return new RSAPublicKey(key.n(), key.e());
  }

  private static RSAPrivateKey asn1(RsaPrivateKey key) {
    BigInteger n = key.publicKey().n();
    BigInteger e = key.publicKey().e();
    return new RSAPrivateKey(
        n, e, key.d(), key.p(), key.q(), key.exponentP(), key.exponentQ(), key.inverseQ());
  }

  private static @Nullable Object read(String pem) throws IOException {
    if (pem.length() > TEXT_MAX) {
      throw new IOException("more than " + TEXT_MAX + " characters");
    }
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      return parser.readObject();
    }
  }

  private static String written(String label, Encoded content) {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(new PemObject(label, content.bytes()));
    } catch (IOException impossible) {
      throw new IllegalStateException("writing to memory", impossible);
    }
    return text.toString();
  }

  private interface Encoded {
    byte[] bytes() throws IOException;
  }
}
