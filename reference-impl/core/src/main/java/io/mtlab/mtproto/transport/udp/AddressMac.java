package io.mtlab.mtproto.transport.udp;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Time;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a server lets an address carry back to show that it receives there: a period of time (4) and
 * the first 12 bytes of HMAC-SHA256, under a secret of this server's, over a label, the period,
 * what it is good for, and the address. Nothing is remembered; compared in constant time.
 */
final class AddressMac {
  /** A token makes a connection, a challenge moves one. */
  enum Label {
    TOKEN(0),
    CHALLENGE(1);

    private final byte number;

    Label(int number) {
      this.number = (byte) number;
    }
  }

  /** Good in the period in which it was made, and in the next. */
  static final long PERIOD = 30 * Time.SECOND;

  static final int BYTES = 16;

  private static final int PERIOD_BYTES = 4;
  private static final int SECRET_BYTES = 32;
  private static final String ALGORITHM = "HmacSHA256";

  private final Mac mac;

  AddressMac(Entropy entropy) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(entropy.bytes(SECRET_BYTES), ALGORITHM));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
    }
  }

  /** Period and MAC. */
  Bytes make(Label label, Bytes about, Address address, long now) {
    return make(label, about, address, period(now));
  }

  /** Whether this was made for the address, not long ago. */
  boolean holds(Bytes made, Label label, Bytes about, Address address, long now) {
    int claimed = made.int32(0);
    int age = period(now) - claimed;
    return (age == 0 || age == 1)
        && make(label, about, address, claimed).equalsInConstantTime(made);
  }

  private Bytes make(Label label, Bytes about, Address address, int period) {
    byte[] time = new byte[PERIOD_BYTES];
    for (int i = 0; i < PERIOD_BYTES; i++) {
      time[i] = (byte) (period >>> (Byte.SIZE * i));
    }
    mac.update(label.number);
    mac.update(time);
    mac.update(about.toArray());
    mac.update((byte) (address.port() >>> Byte.SIZE));
    mac.update((byte) address.port());
    byte[] full = mac.doFinal(address.host().getBytes(StandardCharsets.UTF_8));
    return Bytes.concat(Bytes.wrap(time), Bytes.wrap(Arrays.copyOf(full, BYTES - PERIOD_BYTES)));
  }

  private static int period(long now) {
    return (int) (now / PERIOD);
  }
}
