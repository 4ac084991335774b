package io.mtlab.scenario.engine;

import io.mtlab.scenario.model.Scenario.Turns;

/**
 * Who is online where members take turns: they come one after the other at an even pace, stay for a
 * visit each, and begin again when all have been there.
 */
final class Rota {
  private final int members;
  private final Cast cast;

  /** How many were told to join: the first so many, since they join in order. */
  private int joined;

  /** How many are online at one time; 0 while there are no turns. */
  private int together;

  private double betweenNs;
  private long begunAt;
  private long turns;

  /** Everybody stays online at first. */
  Rota(int members, Cast cast) {
    this.members = members;
    this.cast = cast;
  }

  /** A member joins, and leaves afterwards if it is not its turn. */
  void join(int member) {
    joined = Math.max(joined, member);
    cast.join(member);
    if (together > 0 && !isOnline(member)) {
      cast.leave(member);
    }
  }

  /** From now on they take turns, the first one at once; everybody else leaves. */
  void begin(Turns shared, long now) {
    boolean all = shared.online() >= 1;
    for (int member = 1; member <= joined; member++) {
      if (!all && (together == 0 || isOnline(member))) {
        cast.leave(member);
      } else if (all && together > 0 && !isOnline(member)) {
        cast.comeBack(member);
      }
    }
    together = all ? 0 : Math.max(1, (int) Math.round(shared.online() * members));
    betweenNs = all ? 0 : (double) shared.visitNs() / together;
    begunAt = now;
    turns = 0;
  }

  /** When the next one comes. */
  long nextDue() {
    return together == 0 ? Long.MAX_VALUE : begunAt + (long) (turns * betweenNs);
  }

  /** Lets those come whose turn it is by now, and those leave whose visit is over. */
  void advance(long now) {
    while (nextDue() <= now) {
      int leaving = member(turns - together);
      if (turns >= together && leaving <= joined) {
        cast.leave(leaving);
      }
      int coming = member(turns);
      if (coming <= joined) {
        cast.comeBack(coming);
      }
      turns++;
    }
  }

  private boolean isOnline(int member) {
    long since = Math.floorMod(turns - member, members);
    return since < Math.min(together, turns);
  }

  private int member(long turn) {
    return Math.floorMod(turn, members) + 1;
  }
}
