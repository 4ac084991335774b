package io.mtlab.mtproto.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.testing.Requirement;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** RSA keys, their text forms, both paddings. */
class RsaTest {
  /** Made once: drawing two primes takes a moment. */
  private static final RsaPrivateKey KEY = RsaPrivateKey.generate(new Chance(11));

  private final Chance chance = new Chance(12);

  @Requirement("A-009")
  void a009_the_fingerprint_is_the_end_of_the_hash_over_both_numbers() {
    assertThat(HexFormat.of().toHexDigits(ServerKeys.PRODUCTION.fingerprint()))
        .isEqualTo("d09d1d85de64fd85");
    assertThat(HexFormat.of().toHexDigits(ServerKeys.TEST.fingerprint()))
        .isEqualTo("b25898df208d2603");
    byte[] n = Second.part(KEY.publicKey().n().toByteArray(), 1, 256);
    byte[] strings = Second.join(new byte[] {(byte) 254, 0, 1, 0}, n, new byte[] {3, 1, 0, 1});
    long end = Bytes.wrap(Second.sha1(strings)).int64(12);
    assertThat(KEY.publicKey().fingerprint()).isEqualTo(end);
  }

  @Test
  void a_drawn_key_is_one_for_the_platform_too() throws GeneralSecurityException {
    KeyFactory factory = KeyFactory.getInstance("RSA");
    RSAPrivateCrtKey platforms =
        (RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(der(KEY.toPem())));
    BigInteger n = KEY.publicKey().n();
    assertThat(platforms.getModulus()).isEqualTo(n);
    assertThat(n.bitLength()).isEqualTo(2048);
    assertThat(platforms.getPrimeP().isProbablePrime(50)).isTrue();
    assertThat(platforms.getPrimeQ().isProbablePrime(50)).isTrue();
    RSAPublicKey half =
        (RSAPublicKey)
            factory.generatePublic(new X509EncodedKeySpec(der(KEY.publicKey().toSpkiPem())));
    assertThat(half.getModulus()).isEqualTo(n);
    byte[] value = Second.part(chance.bytes(300), 0, 255);
    BigInteger power = new BigInteger(1, value).modPow(platforms.getPrivateExponent(), n);
    assertThat(new BigInteger(1, KEY.apply(value))).isEqualTo(power);
  }

  @Test
  void the_same_entropy_draws_the_same_key() {
    assertThat(RsaPrivateKey.generate(new Chance(11)).publicKey()).isEqualTo(KEY.publicKey());
    assertThat(RsaPrivateKey.generate(new Chance(13)).publicKey()).isNotEqualTo(KEY.publicKey());
  }

  @Test
  void every_form_of_pem_gives_the_key_back() {
    assertThat(RsaPublicKey.fromPem(KEY.publicKey().toPem())).isEqualTo(KEY.publicKey());
    assertThat(RsaPublicKey.fromPem(KEY.publicKey().toSpkiPem())).isEqualTo(KEY.publicKey());
    for (String pem : new String[] {KEY.toPem(), KEY.toPkcs1Pem()}) {
      RsaPrivateKey read = RsaPrivateKey.fromPem(pem);
      assertThat(read.publicKey()).isEqualTo(KEY.publicKey());
      assertThat(read.apply(new byte[] {5})).isEqualTo(KEY.apply(new byte[] {5}));
    }
  }

  @Test
  void what_is_no_pem_of_a_key_is_refused_without_quoting_it() {
    String pem = KEY.toPem();
    String[] bad = {
      "", "nonsense", KEY.publicKey().toPem(), pem.substring(0, 300), pem.replace('A', 'B')
    };
    for (String text : bad) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> RsaPrivateKey.fromPem(text))
          .withMessage("no RSA private key in this PEM text")
          .withNoCause();
    }
    for (String text : new String[] {"", pem, "x".repeat(100_000)}) {
      assertThatIllegalArgumentException().isThrownBy(() -> RsaPublicKey.fromPem(text));
    }
  }

  @Test
  void both_exponents_give_the_primes_and_wrong_ones_are_refused() {
    RsaPrivateKey found = RsaPrivateKey.of(KEY.publicKey(), KEY.d());
    assertThat(found.apply(new byte[] {7})).isEqualTo(KEY.apply(new byte[] {7}));
    BigInteger wrong = KEY.d().add(BigInteger.TWO);
    assertThatIllegalArgumentException().isThrownBy(() -> RsaPrivateKey.of(KEY.publicKey(), wrong));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RsaPrivateKey.of(KEY.publicKey(), wrong, KEY.p(), KEY.q()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RsaPrivateKey.of(KEY.publicKey(), KEY.d(), KEY.q(), KEY.q()));
  }

  @Test
  void values_beyond_the_modulus_and_impossible_keys_are_refused() {
    byte[] n = Second.part(KEY.publicKey().n().toByteArray(), 1, 256);
    assertThatIllegalArgumentException().isThrownBy(() -> KEY.publicKey().apply(n));
    assertThatIllegalArgumentException().isThrownBy(() -> KEY.apply(n));
    BigInteger modulus = KEY.publicKey().n();
    for (int e : new int[] {-3, 0, 1, 2, 65_536}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new RsaPublicKey(modulus, BigInteger.valueOf(e)));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RsaPublicKey(modulus.negate(), BigInteger.valueOf(3)));
  }

  @Requirement({"A-014", "A-015", "A-018"})
  void a015_padded_data_is_found_again_at_its_size() throws ProtocolException {
    for (int size : new int[] {0, 1, 100, 143, 144}) {
      byte[] data = chance.bytes(size);
      Bytes encrypted = RsaPad.encrypt(KEY.publicKey(), data, chance);
      assertThat(encrypted.size()).isEqualTo(256);
      Bytes padded = RsaPad.decrypt(KEY, encrypted);
      assertThat(padded.size()).isEqualTo(192);
      assertThat(padded.slice(0, size).toArray()).isEqualTo(data);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RsaPad.encrypt(KEY.publicKey(), new byte[145], chance));
  }

  @Requirement("A-015")
  void a015_every_step_is_that_of_the_documentation() {
    byte[] padded = chance.bytes(192);
    byte[] tempKey = chance.bytes(32);
    byte[] reversed = new byte[192];
    for (int i = 0; i < 192; i++) {
      reversed[i] = padded[191 - i];
    }
    byte[] withHash = Second.join(reversed, Second.sha256(tempKey, padded));
    byte[] aes = Second.igeEncrypt(tempKey, new byte[32], withHash);
    byte[] mask = Second.sha256(aes);
    for (int i = 0; i < 32; i++) {
      mask[i] ^= tempKey[i];
    }
    assertThat(RsaPad.value(padded, tempKey)).isEqualTo(Second.join(mask, aes));
  }

  @Requirement("A-016")
  void a016_only_the_temp_key_is_drawn_again() throws ProtocolException {
    RsaPrivateKey small = smallestModulus();
    for (int i = 0; i < 20; i++) {
      Chance counted = new Chance(i);
      byte[] data = new byte[] {1, 2, 3};
      Bytes encrypted = RsaPad.encrypt(small.publicKey(), data, counted);
      Chance again = new Chance(i);
      byte[] padding = again.bytes(189);
      assertThat(RsaPad.decrypt(small, encrypted).toArray()).isEqualTo(Second.join(data, padding));
    }
    Chance counted = new Chance(0);
    for (int i = 0; i < 100; i++) {
      assertThat(RsaPad.encrypt(small.publicKey(), new byte[0], counted).size()).isEqualTo(256);
    }
    // Two draws without a repetition; about every fourth value is beyond the smaller modulus.
    assertThat(counted.draws()).isGreaterThan(210);
  }

  @Requirement("A-016")
  void a016_a_source_that_repeats_itself_is_our_own_fault() {
    byte[] n = Second.part(KEY.publicKey().n().toByteArray(), 1, 256);
    int attempt = 0;
    byte[] tempKey;
    do {
      tempKey = new Chance(attempt++).bytes(32);
    } while (Arrays.compareUnsigned(RsaPad.value(new byte[192], tempKey), n) < 0);
    byte[] refused = tempKey;
    Entropy stuck =
        into ->
            System.arraycopy(into.length == 32 ? refused : new byte[192], 0, into, 0, into.length);
    assertThatThrownBy(() -> RsaPad.encrypt(KEY.publicKey(), new byte[0], stuck))
        .isInstanceOf(IllegalStateException.class);
  }

  @Requirement({"A-018", "Z-005"})
  void a018_whatever_is_wrong_is_refused_alike() {
    byte[] good = RsaPad.encrypt(KEY.publicKey(), new byte[96], chance).toArray();
    byte[] flipped = good.clone();
    flipped[255] ^= 1;
    byte[] n = Second.part(KEY.publicKey().n().toByteArray(), 1, 256);
    byte[][] bad = {
      flipped, n, new byte[0], Arrays.copyOf(good, 255), Arrays.copyOf(good, 257), new byte[256]
    };
    for (byte[] encrypted : bad) {
      assertThatThrownBy(() -> RsaPad.decrypt(KEY, Bytes.wrap(encrypted)))
          .isInstanceOf(ProtocolException.class)
          .hasMessage("RSA_PADDING");
    }
    byte[] old = RsaLegacy.encrypt(KEY.publicKey(), new byte[96], chance).toArray();
    assertThatThrownBy(() -> RsaPad.decrypt(KEY, Bytes.wrap(old))).hasMessage("RSA_PADDING");
  }

  @Requirement("A-019")
  void a019_the_older_padding_is_read_in_two_steps() throws ProtocolException {
    for (int size : new int[] {0, 96, 235}) {
      byte[] data = chance.bytes(size);
      Bytes padded = RsaLegacy.decrypt(KEY, RsaLegacy.encrypt(KEY.publicKey(), data, chance));
      assertThat(RsaLegacy.check(padded, size).toArray()).isEqualTo(data);
      for (int wrong : new int[] {-1, size + 1, 236, Integer.MAX_VALUE}) {
        assertThatThrownBy(() -> RsaLegacy.check(padded, wrong)).hasMessage("RSA_PADDING");
      }
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RsaLegacy.encrypt(KEY.publicKey(), new byte[236], chance));
  }

  @Requirement("A-019")
  void a019_the_newer_padding_is_not_the_older_one() {
    for (int i = 0; i < 20; i++) {
      Bytes encrypted = RsaPad.encrypt(KEY.publicKey(), new byte[96], chance);
      assertThatThrownBy(() -> RsaLegacy.check(RsaLegacy.decrypt(KEY, encrypted), 96))
          .hasMessage("RSA_PADDING");
    }
  }

  @Requirement("E-025")
  void e025_nothing_secret_is_printed() {
    assertThat(KEY.toString()).matches("RsaPrivateKey\\[RsaPublicKey\\[[0-9a-f]{16}]]");
  }

  private static RsaPrivateKey smallestModulus() {
    RsaPrivateKey smallest = KEY;
    for (int seed = 20; seed < 24; seed++) {
      RsaPrivateKey other = RsaPrivateKey.generate(new Chance(seed));
      if (other.publicKey().n().compareTo(smallest.publicKey().n()) < 0) {
        smallest = other;
      }
    }
    return smallest;
  }

  private static byte[] der(String pem) {
    return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
  }
}
