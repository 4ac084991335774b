package io.mtlab.mtproto.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.testing.Requirement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys, hashes and salts of an exchange. */
class ExchangeValuesTest {
  private final Chance chance = new Chance(9);
  private final Bytes newNonce = Bytes.wrap(chance.bytes(32));
  private final Bytes serverNonce = Bytes.wrap(chance.bytes(16));
  private final TmpAes aes = new TmpAes(newNonce, serverNonce);

  @Requirement("A-024")
  void a024_key_and_iv_are_those_of_the_documentation() {
    byte[] secret = newNonce.toArray();
    byte[] server = serverNonce.toArray();
    byte[] serverNew = Second.sha1(server, secret);
    assertThat(aes.key())
        .isEqualTo(Second.join(Second.sha1(secret, server), Second.part(serverNew, 0, 12)));
    assertThat(aes.iv())
        .isEqualTo(
            Second.join(
                Second.part(serverNew, 12, 8),
                Second.sha1(secret, secret),
                Second.part(secret, 0, 4)));
    assertThatIllegalArgumentException().isThrownBy(() -> new TmpAes(serverNonce, serverNonce));
  }

  @Requirement({"A-023", "A-028", "A-032"})
  void a028_what_is_sealed_opens_at_every_size() throws ProtocolException {
    for (int size = 0; size < 70; size++) {
      byte[] data = chance.bytes(size);
      Bytes sealed = aes.seal(data, chance);
      assertThat(sealed.size() - 20 - size).isBetween(0, 15);
      if (sealed.size() >= 32) {
        assertThat(aes.open(sealed).toArray()).isEqualTo(data);
      }
    }
  }

  @Requirement({"A-027", "A-028"})
  void a028_a_wrong_hash_size_or_padding_is_refused() {
    byte[] sealed = aes.seal(chance.bytes(100), chance).toArray();
    for (int at = 0; at < 112; at += 16) {
      byte[] changed = sealed.clone();
      changed[at] ^= 1;
      assertRefused(changed);
    }
    assertRefused(new byte[0]);
    assertRefused(Arrays.copyOf(sealed, 16));
    assertRefused(Arrays.copyOf(sealed, sealed.length - 1));
    assertRefused(aes.encrypt(hashed(100, 4, 4)).toArray());
    assertRefused(new TmpAes(newNonce, serverNonce).encrypt(new byte[64]).toArray());
  }

  @Requirement("A-028")
  void a028_at_most_15_bytes_follow_the_data() throws ProtocolException {
    assertThat(aes.open(aes.encrypt(hashed(97, 0, 11))).size()).isEqualTo(97);
    assertThat(aes.open(aes.encrypt(hashed(93, 0, 15))).size()).isEqualTo(93);
    assertRefused(aes.encrypt(hashed(92, 0, 16)).toArray());
    assertRefused(aes.encrypt(hashed(76, 0, 32)).toArray());
  }

  @Requirement("A-045")
  void a045_the_end_of_an_exchange_forgets_the_key() {
    aes.forget();
    assertThat(aes.key()).containsOnly(0);
    assertThat(aes.iv()).containsOnly(0);
    assertThat(aes).hasToString("TmpAes");
  }

  @Requirement("A-036")
  void a036_a_key_is_named_by_the_end_of_its_hash_and_helped_by_the_start() {
    byte[] value = chance.bytes(256);
    AuthKey key = AuthKey.of(value);
    Bytes hash = Bytes.wrap(Second.sha1(value));
    assertThat(key.id()).isEqualTo(hash.int64(12));
    assertThat(key.auxHash()).isEqualTo(hash.int64(0));
    assertThatIllegalArgumentException().isThrownBy(() -> AuthKey.of(new byte[255]));
  }

  @Requirement("A-038")
  void a038_the_three_hashes_differ_and_are_those_of_the_documentation() {
    AuthKey key = chance.authKey();
    byte[] aux = Second.part(Second.sha1(key.secret().toArray()), 0, 8);
    for (int number = 1; number <= 3; number++) {
      byte[] hash = Second.sha1(newNonce.toArray(), new byte[] {(byte) number}, aux);
      assertThat(NonceHash.of(newNonce, number, key).toArray()).isEqualTo(Second.part(hash, 4, 16));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> NonceHash.of(newNonce, 0, key));
    assertThatIllegalArgumentException().isThrownBy(() -> NonceHash.of(newNonce, 4, key));
    assertThatIllegalArgumentException().isThrownBy(() -> NonceHash.of(serverNonce, 1, key));
  }

  @Requirement("A-042")
  void a042_the_first_salt_is_both_nonces_starts_xored() {
    assertThat(NonceHash.firstSalt(newNonce, serverNonce))
        .isEqualTo(newNonce.int64(0) ^ serverNonce.int64(0));
  }

  @Requirement({"A-008", "A-010", "Z-018"})
  void a008_the_first_known_fingerprint_is_taken() throws ProtocolException {
    ServerKeys keys = ServerKeys.of(ServerKeys.PRODUCTION, ServerKeys.TEST);
    long production = 0xd09d1d85de64fd85L;
    long test = 0xb25898df208d2603L;
    assertThat(keys.choose(List.of(1L, test, production))).isEqualTo(ServerKeys.TEST);
    assertThat(keys.choose(List.of(production))).isEqualTo(ServerKeys.PRODUCTION);
    for (List<Long> unknown : List.of(List.<Long>of(), List.of(1L, 2L), List.of(-test))) {
      assertThatThrownBy(() -> keys.choose(unknown))
          .isInstanceOf(ProtocolException.class)
          .hasMessage("NO_COMMON_RSA_KEY");
    }
    assertThat(keys.all()).containsExactly(ServerKeys.PRODUCTION, ServerKeys.TEST);
  }

  @Requirement("E-025")
  void e025_a_key_prints_its_name_only() {
    AuthKey key = chance.authKey();
    assertThat(key).hasToString("AuthKey[" + Long.toHexString(key.id()) + "]");
  }

  @Test
  void keys_are_equal_by_their_bytes_and_keep_their_own_copy() {
    byte[] value = chance.bytes(256);
    AuthKey key = AuthKey.of(value);
    assertThat(AuthKey.of(key.secret())).isEqualTo(key).hasSameHashCodeAs(key);
    value[0] ^= 1;
    assertThat(AuthKey.of(value)).isNotEqualTo(key);
  }

  private byte[] hashed(int size, int before, int padding) {
    byte[] data = chance.bytes(size);
    return Second.join(new byte[before], Second.sha1(data), data, chance.bytes(padding));
  }

  private void assertRefused(byte[] encrypted) {
    assertThatThrownBy(() -> aes.open(Bytes.wrap(encrypted)))
        .isInstanceOf(ProtocolException.class)
        .hasMessage("ANSWER_HASH_MISMATCH");
  }
}
