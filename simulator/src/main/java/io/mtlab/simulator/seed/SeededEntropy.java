package io.mtlab.simulator.seed;

import io.mtlab.mtproto.crypto.Entropy;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Random bytes of a seed, so that a virtual run repeats every nonce, key and padding byte. */
public final class SeededEntropy implements Entropy {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final Chance chance;

  /** Draws from this stream. */
  public SeededEntropy(Chance chance) {
    this.chance = chance;
  }

  @Override
  public void fill(byte[] into) {
    fill(into, 0, into.length);
  }

  @Override
  public void fill(byte[] into, int from, int size) {
    int at = from;
    int whole = from + size - size % Long.BYTES;
    for (; at < whole; at += Long.BYTES) {
      LONG.set(into, at, chance.nextLong());
    }
    if (at < from + size) {
      long rest = chance.nextLong();
      for (; at < from + size; at++) {
        into[at] = (byte) rest;
        rest >>>= Byte.SIZE;
      }
    }
  }

  @Override
  public long nextLong() {
    return chance.nextLong();
  }

  @Override
  public int nextInt() {
    return (int) chance.nextLong();
  }
}
