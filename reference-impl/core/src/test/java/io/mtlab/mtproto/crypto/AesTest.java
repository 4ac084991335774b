package io.mtlab.mtproto.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mtlab.testing.Covers;
import io.mtlab.testing.Requirement;
import io.mtlab.testing.Seeds;
import java.util.Arrays;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.SICBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.junit.jupiter.api.Test;

/** Both AES modes against BouncyCastle's engine. */
class AesTest {
  private final AesIge ige = new AesIge();

  @Seeds(count = 60)
  @Covers("E-007")
  void e007_ige_agrees_with_the_formula_at_every_size(long seed) {
    Chance chance = new Chance(seed);
    int size = 16 * (seed < 40 ? (int) seed : 200 + chance.below(700));
    byte[] key = chance.bytes(32);
    byte[] iv = chance.bytes(32);
    byte[] plain = chance.bytes(size);
    byte[] data = plain.clone();
    ige.encrypt(key, iv, data, 0, size);
    assertThat(data).isEqualTo(Second.igeEncrypt(key, iv, plain));
    assertThat(Second.igeDecrypt(key, iv, data)).isEqualTo(plain);
    ige.decrypt(key, iv, data, 0, size);
    assertThat(data).isEqualTo(plain);
  }

  @Requirement("E-007")
  void e007_ige_touches_only_its_part_of_the_array_and_forgets_the_last_key() {
    Chance chance = new Chance(1);
    byte[] key = chance.bytes(32);
    byte[] iv = chance.bytes(32);
    byte[] data = chance.bytes(100);
    byte[] expected = data.clone();
    byte[] encrypted = Second.igeEncrypt(key, iv, Arrays.copyOfRange(data, 3, 83));
    System.arraycopy(encrypted, 0, expected, 3, 80);
    ige.encrypt(chance.bytes(32), chance.bytes(32), chance.bytes(64), 0, 64);
    ige.decrypt(chance.bytes(32), chance.bytes(32), chance.bytes(64), 0, 64);
    ige.encrypt(key, iv, data, 3, 80);
    assertThat(data).isEqualTo(expected);
  }

  @Test
  void ige_leaves_key_and_iv_as_they_were() {
    byte[] key = new Chance(1).bytes(32);
    byte[] iv = new Chance(2).bytes(32);
    ige.encrypt(key, iv, new byte[64], 0, 64);
    ige.decrypt(key, iv, new byte[64], 0, 64);
    assertThat(key).isEqualTo(new Chance(1).bytes(32));
    assertThat(iv).isEqualTo(new Chance(2).bytes(32));
  }

  @Requirement("E-007")
  void e007_ige_refuses_wrong_sizes() {
    for (int size : new int[] {0, 16, 24, 31, 33}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ige.encrypt(new byte[size], new byte[32], new byte[16], 0, 16));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ige.decrypt(new byte[32], new byte[size], new byte[16], 0, 16));
    }
    for (int size : new int[] {1, 8, 15, 17}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ige.encrypt(new byte[32], new byte[32], new byte[32], 0, size));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ige.decrypt(new byte[32], new byte[32], new byte[32], 0, size));
    }
  }

  @Seeds(count = 40)
  @Covers("B-007")
  void b007_ctr_is_a_stream_wherever_it_is_cut(long seed) {
    Chance chance = new Chance(seed);
    byte[] key = chance.bytes(32);
    byte[] iv = chance.bytes(16);
    if (seed % 2 == 0) {
      // The counter runs over: it has 128 bits, not 32 or 64.
      Arrays.fill(iv, (int) seed % 16, 16, (byte) 0xff);
    }
    byte[] data = chance.bytes(chance.below(5000));
    byte[] expected = new byte[data.length];
    var reference = SICBlockCipher.newInstance(AESEngine.newInstance());
    reference.init(true, new ParametersWithIV(new KeyParameter(key), iv));
    reference.processBytes(data, 0, data.length, expected, 0);

    AesCtr stream = new AesCtr(key, iv);
    for (int at = 0; at < data.length; ) {
      int piece = Math.min(1 + chance.below(100), data.length - at);
      stream.apply(data, at, piece);
      at += piece;
    }
    assertThat(data).isEqualTo(expected);
  }

  @Test
  void ctr_refuses_wrong_sizes() {
    assertThatIllegalArgumentException().isThrownBy(() -> new AesCtr(new byte[16], new byte[16]));
    assertThatIllegalArgumentException().isThrownBy(() -> new AesCtr(new byte[32], new byte[32]));
  }
}
