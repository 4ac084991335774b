package io.mtlab.mtproto.session;

import static io.mtlab.mtproto.session.SessionPair.KEY;
import static io.mtlab.mtproto.session.SessionPair.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.Mtproto2Cipher;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.testing.Requirement;
import java.util.SplittableRandom;

/** The layout of an encrypted message, and what of the key it depends on. */
final class EnvelopeTest {
  private final Mtproto2Cipher cipher = new Mtproto2Cipher(new SplittableRandom(3)::nextBytes);
  private final Envelope envelope =
      new Envelope(0x1122, 0x3344, new Message(0x5566_0000_0000L, 7, body(9)));

  @Requirement({"E-002", "E-001"})
  void e002_salt_session_id_number_and_length_stand_in_front_of_the_data() throws Exception {
    Bytes frame = envelope.seal(KEY, Direction.TO_SERVER, cipher);
    assertThat(frame.int64(0)).isEqualTo(KEY.id());
    Bytes plain = Bytes.wrap(cipher.open(KEY, Direction.TO_SERVER, frame));
    assertThat(plain.int64(0)).isEqualTo(0x1122);
    assertThat(plain.int64(8)).isEqualTo(0x3344);
    assertThat(plain.int64(16)).isEqualTo(0x5566_0000_0000L);
    assertThat(plain.int32(24)).isEqualTo(7);
    assertThat(plain.int32(28)).isEqualTo(body(9).size());
    assertThat(plain.slice(32, 32 + body(9).size())).isEqualTo(body(9));
    assertThat(plain.size() - 32 - body(9).size()).isBetween(12, 1024);
    assertThat(Envelope.open(KEY, Direction.TO_SERVER, frame, cipher)).isEqualTo(envelope);
  }

  @Requirement("E-024")
  void e024_the_last_512_bits_of_a_key_change_nothing_but_its_id() throws ProtocolException {
    byte[] secret = KEY.secret().toArray();
    for (int i = AuthKey.SIZE - 64; i < AuthKey.SIZE; i++) {
      secret[i] ^= (byte) 0x5a;
    }
    AuthKey other = AuthKey.of(secret);
    byte[] frame = envelope.seal(KEY, Direction.TO_SERVER, cipher).toArray();
    for (int i = 0; i < Long.BYTES; i++) {
      frame[i] = (byte) (other.id() >>> (8 * i));
    }
    assertThat(Envelope.open(other, Direction.TO_SERVER, Bytes.wrap(frame), cipher))
        .isEqualTo(envelope);
  }

  @Requirement("S-034")
  void s034_a_session_is_worn_out_long_before_its_numbers_are() {
    SeqNos numbers = new SeqNos(SeqNos.CONTENT_RELATED_MAX - 1);
    assertThat(numbers.areWornOut()).isFalse();
    int last = numbers.next(true);
    assertThat(numbers.areWornOut()).isTrue();
    assertThat(last).isPositive().isLessThan(Integer.MAX_VALUE / 2 + 1);
  }
}
