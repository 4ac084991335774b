package io.mtlab.simulator.network;

import io.mtlab.mtproto.machine.Time;

/**
 * Which phase of a scenario is on. One thread says it, any may ask.
 *
 * <p>Whoever says it wakes the connections afterwards: a stage that waits for a phase cannot know
 * when it is due.
 */
public final class Phases {
  private volatile Begun current = new Begun("", Time.NEVER, 0);

  private record Begun(String name, long at, int count) {}

  /** No phase has begun. */
  public Phases() {}

  /** A phase begins, and the one before it is over. */
  public void begin(String name, long now) {
    current = new Begun(name, now, current.count + 1);
  }

  /** When this phase began; {@link Time#NEVER} if it is not the one that is on. */
  public long since(String name) {
    Begun on = current;
    return on.name.equals(name) ? on.at : Time.NEVER;
  }

  /** How many have begun so far. */
  public int count() {
    return current.count;
  }
}
