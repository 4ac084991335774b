package io.mtlab.simulator.network;

import io.mtlab.mtproto.machine.Time;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Units in order of arrival, each with a time. Takes no memory while nothing has ever waited. */
public final class Waiting {

  private static final int SLOTS_FIRST = 4;
  private static final @Nullable Unit[] NO_UNITS = {};
  private static final long[] NO_TIMES = {};

  private @Nullable Unit[] units = NO_UNITS;
  private long[] times = NO_TIMES;
  private int first;
  private int count;
  private int bytes;

  /** Whether nothing waits. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** How many units wait. */
  public int count() {
    return count;
  }

  /** The bytes of all that wait. */
  public int bytes() {
    return bytes;
  }

  /** Adds a unit behind the others, with a time. */
  public void add(Unit unit, long time) {
    if (count == units.length) {
      grow();
    }
    int slot = (first + count) & (units.length - 1);
    units[slot] = unit;
    times[slot] = time;
    count++;
    bytes += unit.size();
  }

  /** The time that the first unit was added with; {@link Time#NEVER} when there is none. */
  public long firstTime() {
    return count == 0 ? Time.NEVER : times[first];
  }

  /** The unit that waits longest. */
  public Unit first() {
    Unit unit = count == 0 ? null : units[first];
    if (unit == null) {
      throw new IllegalStateException("nothing waits");
    }
    return unit;
  }

  /** Takes the unit that waits longest. */
  public Unit remove() {
    Unit unit = first();
    units[first] = null;
    first = (first + 1) & (units.length - 1);
    count--;
    bytes -= unit.size();
    return unit;
  }

  /** Forgets all that waits. */
  public void clear() {
    while (count > 0) {
      remove();
    }
  }

  private void grow() {
    int size = Math.max(SLOTS_FIRST, units.length * 2);
    @Nullable Unit[] moreUnits = Arrays.copyOfRange(units, first, first + size);
    long[] moreTimes = Arrays.copyOfRange(times, first, first + size);
    int behind = units.length - first;
    System.arraycopy(units, 0, moreUnits, behind, first);
    System.arraycopy(times, 0, moreTimes, behind, first);
    units = moreUnits;
    times = moreTimes;
    first = 0;
  }
}
