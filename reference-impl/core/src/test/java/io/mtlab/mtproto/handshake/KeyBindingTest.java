package io.mtlab.mtproto.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.Mtproto1Cipher;
import io.mtlab.mtproto.crypto.Mtproto2Cipher;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.handshake.KeyBinding.Under;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.api.AuthBindTempAuthKey;
import io.mtlab.testing.Requirement;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Binding a temporary key to a permanent one. */
class KeyBindingTest {
  private static final int EXPIRES_AT = 1_767_312_000;
  private static final long NOW = (EXPIRES_AT - 86_400) * Time.SECOND;
  private static final long NONCE = 77;

  private final Entropy entropy = new Random(1)::nextBytes;
  private final AuthKey permanent = AuthKey.of(entropy.bytes(AuthKey.SIZE));
  private final AuthKey temporary = AuthKey.of(entropy.bytes(AuthKey.SIZE));
  private final Under under = new Under(temporary.id(), EXPIRES_AT, 5, 4L << 32);
  private final KeyBinding binding = new KeyBinding();
  private final AuthBindTempAuthKey good = binding.request(permanent, under, NONCE, entropy);

  @Requirement({"P-004", "P-005", "P-006"})
  void p005_the_proof_is_104_bytes_and_holds() throws ProtocolException {
    assertThat(check(good, under)).isNull();
    assertThat(good.encryptedMessage().size()).isEqualTo(104);
    assertThat(good.encryptedMessage().int64(0)).isEqualTo(permanent.id());
    Bytes plain =
        new Mtproto1Cipher().open(permanent, Direction.TO_SERVER, good.encryptedMessage());
    assertThat(plain.size()).isEqualTo(72);
    assertThat(plain.int64(16)).isEqualTo(under.msgId());
    assertThat(plain.int32(24)).isZero();
    assertThat(plain.int32(28)).isEqualTo(40);
    assertThat(plain.int32(32)).isEqualTo(0x75a3f765);
  }

  @Requirement({"P-006", "P-007"})
  void p007_a_field_that_differs_is_refused() {
    Under[] others = {
      new Under(permanent.id(), EXPIRES_AT, under.sessionId(), under.msgId()),
      new Under(under.tempAuthKeyId(), EXPIRES_AT, 6, under.msgId()),
      new Under(under.tempAuthKeyId(), EXPIRES_AT, under.sessionId(), under.msgId() + 4),
    };
    for (Under other : others) {
      assertThat(check(good, other)).isEqualTo(KeyBinding.ENCRYPTED_MESSAGE_INVALID);
    }
    AuthBindTempAuthKey otherNonce =
        new AuthBindTempAuthKey(
            good.permAuthKeyId(), NONCE + 1, EXPIRES_AT, good.encryptedMessage());
    AuthBindTempAuthKey otherEnd =
        new AuthBindTempAuthKey(
            good.permAuthKeyId(), NONCE, EXPIRES_AT + 1, good.encryptedMessage());
    AuthBindTempAuthKey otherKey =
        new AuthBindTempAuthKey(1, NONCE, EXPIRES_AT, good.encryptedMessage());
    for (AuthBindTempAuthKey query : new AuthBindTempAuthKey[] {otherNonce, otherEnd, otherKey}) {
      assertThat(check(query, under)).isEqualTo(KeyBinding.ENCRYPTED_MESSAGE_INVALID);
    }
  }

  @Requirement("P-007")
  void p007_another_encryption_or_none_is_refused() {
    Bytes changed = good.encryptedMessage();
    byte[] flipped = changed.toArray();
    flipped[60] ^= 1;
    byte[] plain = new byte[72];
    Bytes[] bad = {
      Bytes.EMPTY,
      Bytes.wrap(flipped),
      changed.slice(0, 96),
      changed.slice(0, 100),
      new Mtproto2Cipher(entropy).seal(permanent, Direction.TO_SERVER, plain),
      new Mtproto1Cipher().seal(permanent, Direction.TO_SERVER, plain, entropy),
      new Mtproto1Cipher().seal(temporary, Direction.TO_SERVER, plain, entropy),
    };
    for (Bytes encrypted : bad) {
      AuthBindTempAuthKey query =
          new AuthBindTempAuthKey(permanent.id(), NONCE, EXPIRES_AT, encrypted);
      assertThat(check(query, under)).isEqualTo(KeyBinding.ENCRYPTED_MESSAGE_INVALID);
    }
    assertThat(binding.check(good, under, null, NOW))
        .isEqualTo(KeyBinding.ENCRYPTED_MESSAGE_INVALID);
  }

  @Requirement("P-008")
  void p008_an_end_that_is_over_or_not_the_keys_is_refused() {
    long end = EXPIRES_AT * Time.SECOND;
    assertThat(binding.check(good, under, permanent, end)).isEqualTo(KeyBinding.EXPIRES_AT_INVALID);
    assertThat(binding.check(good, under, permanent, end - Time.SECOND)).isNull();
    Under longer =
        new Under(under.tempAuthKeyId(), EXPIRES_AT + 60, under.sessionId(), under.msgId());
    assertThat(check(good, longer)).isEqualTo(KeyBinding.EXPIRES_AT_INVALID);
  }

  private @Nullable RpcError check(AuthBindTempAuthKey query, Under at) {
    return binding.check(query, at, permanent, NOW);
  }
}
