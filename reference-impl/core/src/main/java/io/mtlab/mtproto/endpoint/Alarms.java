package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.machine.Wheel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The alarms of all sessions and connections of a shard: one wheel, re-armed only when due. */
final class Alarms {
  /** Whoever has an alarm. */
  interface Sleeper {
    /** Does what is due. */
    void wake(long now);

    /** When to be woken next. */
    long nextWake();
  }

  private final Wheel wheel;
  private final List<@Nullable Sleeper> sleepers = new ArrayList<>();
  private final ArrayDeque<Integer> free = new ArrayDeque<>();

  Alarms(long now) {
    wheel = new Wheel(now);
  }

  /** A number for a sleeper that has no alarm so far. */
  int register(Sleeper sleeper) {
    Integer reused = free.pollLast();
    if (reused != null) {
      sleepers.set(reused, sleeper);
      return reused;
    }
    sleepers.add(sleeper);
    return sleepers.size() - 1;
  }

  void release(int handle) {
    wheel.cancel(handle);
    sleepers.set(handle, null);
    free.addLast(handle);
  }

  /** Arms an alarm earlier if need be; one that is too early finds nothing to do and moves on. */
  void arm(int handle, long at) {
    if (at < wheel.at(handle)) {
      wheel.set(handle, at);
    }
  }

  void wake(long now) {
    for (int handle = wheel.poll(now); handle != Wheel.NONE; handle = wheel.poll(now)) {
      Sleeper sleeper = sleepers.get(handle);
      if (sleeper != null) {
        if (sleeper.nextWake() <= now) {
          sleeper.wake(now);
        }
        if (sleeper.equals(sleepers.get(handle))) {
          long next = sleeper.nextWake();
          if (next != Time.NEVER) {
            arm(handle, Math.max(next, now + 1));
          }
        }
      }
    }
  }

  long nextWake() {
    return wheel.nextWake();
  }
}
