package io.mtlab.mtproto.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.crypto.Mtproto2Cipher;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.testing.Requirement;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How long it takes to refuse a message says nothing of what is wrong with it: Welch's t-test over
 * two interleaved classes of messages. What is looked at is never the figure itself, which depends
 * on the machine, but how it compares with that of a control that does look before it checks.
 */
final class TimingTest {
  private static final int DATA = 8192;
  private static final int ROUNDS = 3000;
  private static final AuthKey KEY = AuthKey.of(bytes(1, AuthKey.SIZE));
  private static final int LENGTH_AT = MessageCipher.HEADER_SIZE + 28;

  private final MessageCipher cipher = new Mtproto2Cipher(entropy());
  private final Bytes sealed = sealed();

  /** Something that is timed; what it does with the frame is no matter. */
  private interface Opener {
    void open(Bytes frame) throws ProtocolException;
  }

  @Requirement({"Z-004", "Q-009", "E-009", "E-010"})
  void z004_a_wrong_msg_key_and_a_wrong_length_below_it_take_the_same_time() {
    // The attacker of IGE: a block changed before the length makes the length anything.
    Bytes badEnd = flipped(sealed, sealed.size() - 1);
    Bytes badLength = flipped(sealed, LENGTH_AT);
    for (Bytes bad : new Bytes[] {badEnd, badLength}) {
      assertThatThrownBy(() -> open(bad))
          .isInstanceOfSatisfying(
              ProtocolException.class,
              refused -> assertThat(refused.fault()).isEqualTo(PeerMisbehaved.MSG_KEY_MISMATCH));
    }

    assertSameTime(this::openLookingFirst, badEnd, badLength);
  }

  @Requirement({"Z-004", "E-010"})
  void z004_a_wrong_msg_key_and_a_frame_that_is_too_short_take_the_same_time() {
    Bytes badKey = flipped(sealed.slice(0, MessageCipher.HEADER_SIZE + MessageCipher.DATA_MIN), 8);
    Bytes tooShort = badKey.slice(0, badKey.size() - 16);
    assertThatThrownBy(() -> open(tooShort))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            refused -> assertThat(refused.fault()).isEqualTo(PeerMisbehaved.MESSAGE_LENGTH));

    assertSameTime(this::openMeasuringFirst, badKey, tooShort);
  }

  private void assertSameTime(Opener mistaken, Bytes first, Bytes second) {
    double control = Double.NaN;
    double ours = Double.NaN;
    for (int attempt = 0; attempt < 3; attempt++) { // a machine may be busy: three chances
      control = Math.abs(t(mistaken, first, second));
      ours = Math.abs(t(this::open, first, second));
      if (control > 20 && ours < control / 5) {
        break;
      }
    }

    assertThat(control).as("the control that looks first is seen").isGreaterThan(20);
    assertThat(ours).as("of the control's %s", control).isLessThan(control / 5);
  }

  private void open(Bytes frame) throws ProtocolException {
    Envelope.open(KEY, Direction.TO_CLIENT, frame, cipher);
  }

  /** The mistake: the check of the hash is left out when the length is wrong already. */
  private void openLookingFirst(Bytes frame) throws ProtocolException {
    Bytes length = frame.slice(LENGTH_AT, LENGTH_AT + 4);
    if (!length.equals(sealed.slice(LENGTH_AT, LENGTH_AT + 4))) {
      throw new ProtocolException(PeerMisbehaved.MESSAGE_LENGTH);
    }
    open(frame);
  }

  /** The same mistake with the length of the frame. */
  private void openMeasuringFirst(Bytes frame) throws ProtocolException {
    if (frame.size() < MessageCipher.HEADER_SIZE + MessageCipher.DATA_MIN) {
      throw new ProtocolException(PeerMisbehaved.MESSAGE_LENGTH);
    }
    open(frame);
  }

  private Bytes sealed() {
    Message message = new Message(1L << 32 | 1, 1, Bytes.wrap(bytes(2, DATA)));
    return new Envelope(1, 2, message).seal(KEY, Direction.TO_CLIENT, cipher);
  }

  /** Welch's statistic of two classes that take turns in a random order. */
  private static double t(Opener opener, Bytes first, Bytes second) {
    SplittableRandom random = new SplittableRandom(7);
    long[][] times = new long[2][ROUNDS];
    int[] counts = new int[2];
    while (counts[0] < ROUNDS || counts[1] < ROUNDS) {
      int which = random.nextInt(2);
      if (counts[which] == ROUNDS) {
        which = 1 - which;
      }
      times[which][counts[which]++] = time(opener, which == 0 ? first : second);
    }
    // The first third warms up; the slowest are interruptions by others.
    double[][] kept = new double[2][];
    for (int i = 0; i < 2; i++) {
      kept[i] =
          Arrays.stream(times[i], ROUNDS / 3, ROUNDS)
              .sorted()
              .limit(ROUNDS / 2)
              .asDoubleStream()
              .toArray();
    }
    double error = variance(kept[0]) / kept[0].length + variance(kept[1]) / kept[1].length;
    return (mean(kept[0]) - mean(kept[1])) / Math.sqrt(error);
  }

  private static long time(Opener opener, Bytes frame) {
    long start = System.nanoTime();
    try {
      opener.open(frame);
      throw new AssertionError("accepted");
    } catch (ProtocolException refused) {
      return System.nanoTime() - start;
    }
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(each -> (each - mean) * (each - mean)).sum()
        / (values.length - 1);
  }

  private static Bytes flipped(Bytes frame, int at) {
    byte[] changed = frame.toArray();
    changed[at] ^= 1;
    return Bytes.wrap(changed);
  }

  private static byte[] bytes(long seed, int size) {
    byte[] bytes = new byte[size];
    new SplittableRandom(seed).nextBytes(bytes);
    return bytes;
  }

  private static Entropy entropy() {
    SplittableRandom random = new SplittableRandom(3);
    return random::nextBytes;
  }
}
