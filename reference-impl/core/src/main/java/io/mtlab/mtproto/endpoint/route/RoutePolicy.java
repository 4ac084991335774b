package io.mtlab.mtproto.endpoint.route;

import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Time;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among the routes of a client. What it is told are facts about routes; what it says is
 * what to do next. The order of the routes is the order of liking.
 *
 * <p>Moving has a price, so it is not done lightly: a route is left only for a reason, and gone
 * back to only when a probe has come through. A route that goes bad again soon after it was gone
 * back to is left alone twice as long as before.
 */
public final class RoutePolicy {
  /** No route. */
  public static final int NONE = -1;

  /** How long a route is left alone when it goes bad for the first time. */
  static final long ALONE_MIN = 10 * Time.SECOND;

  /** The longest time a route is left alone. */
  static final long ALONE_MAX = 10 * Time.MINUTE;

  /** A route that was good for so long has its past forgotten. */
  static final long FORGIVEN_AFTER = 5 * Time.MINUTE;

  /** Answers that take longer than this on average are slow; other routes are then tried. */
  static final long SLOW = 3 * Time.SECOND;

  /** A route is left for being slow only if another one is so many times as fast. */
  static final int MUCH_FASTER = 2;

  /** How often other routes are tried because the one in use is slow. */
  static final long SLOW_PROBE_EVERY = 30 * Time.SECOND;

  private final List<Standing> standings = new ArrayList<>();
  private final Backoff backoff;
  private final Entropy entropy;
  private int inUse = NONE;
  private int tried = NONE;
  private long slowProbeAt = Time.NEVER;
  private int slowProbe;

  /** What is known of a route. */
  private static final class Standing {
    final Route route;
    int address;
    int strikes;
    long badUntil;
    long alone = ALONE_MIN;
    long goodSince = Time.NEVER;

    Standing(Route route) {
      this.route = route;
    }
  }

  /**
   * What to dial.
   *
   * @param route its place in the list
   * @param to one of its addresses
   * @param at when; perhaps in the past
   */
  public record Attempt(int route, Address to, long at) {}

  /** Nothing is known yet. {@code routes} has at least one. */
  public RoutePolicy(List<Route> routes, Entropy entropy) {
    if (routes.isEmpty()) {
      throw new IllegalArgumentException("no way to the server");
    }
    routes.forEach(route -> standings.add(new Standing(route)));
    this.entropy = entropy;
    this.backoff = new Backoff(entropy);
  }

  /** A route by its place in the list. */
  public Route route(int place) {
    return standings.get(place).route;
  }

  /** Whether there is a choice at all. */
  public boolean hasChoice() {
    return standings.size() > 1;
  }

  /** What to dial when nothing stands: at once for the first time, later after pauses. */
  public Attempt first(long now) {
    return attempt(best(now), now);
  }

  /** The same when a line was lost. A route that is another one than before is dialled at once. */
  public Attempt next(long now) {
    int before = tried;
    int place = best(now);
    return attempt(place, place == before ? backoff.next(now) : backoff.soon(now));
  }

  private Attempt attempt(int place, long at) {
    tried = place;
    Standing chosen = standings.get(place);
    List<Address> addresses = chosen.route.addresses();
    return new Attempt(place, addresses.get(chosen.address % addresses.size()), at);
  }

  /** The first that is not left alone, or else the first that will not be. */
  private int best(long now) {
    int best = 0;
    for (int i = 0; i < standings.size(); i++) {
      if (standings.get(i).badUntil <= now) {
        return i;
      }
      if (standings.get(i).badUntil < standings.get(best).badUntil) {
        best = i;
      }
    }
    return best;
  }

  /** The session is carried by this route now. */
  public void uses(int place) {
    inUse = place;
    tried = place;
    slowProbeAt = Time.NEVER;
  }

  /** Something good came over this route. */
  public void works(int place, long now) {
    Standing standing = standings.get(place);
    standing.strikes = 0;
    standing.badUntil = 0;
    if (standing.goodSince == Time.NEVER) {
      standing.goodSince = now;
    } else if (now - standing.goodSince >= FORGIVEN_AFTER) {
      standing.alone = ALONE_MIN;
    }
    if (place == inUse) {
      backoff.succeeded();
    }
  }

  /** A line or a probe of this route failed. */
  public void failed(int place, Reason why, long now) {
    Standing standing = standings.get(place);
    standing.address++;
    standing.strikes++;
    if (why == Reason.FLOODED) {
      backoff.flooded();
    }
    if (standing.strikes >= why.strikes() && hasChoice()) {
      standing.badUntil = now + jittered(standing.alone);
      standing.alone = Math.min(2 * standing.alone, ALONE_MAX);
      standing.goodSince = Time.NEVER;
    }
    if (place == inUse) {
      inUse = NONE;
    }
  }

  /**
   * How long answers take on the route in use, as far as is known; 0 for unknown. May ask for
   * probes of the others.
   */
  public void answersTake(long average, long now) {
    if (average < SLOW) {
      slowProbeAt = Time.NEVER;
    } else if (slowProbeAt == Time.NEVER && hasChoice()) {
      slowProbeAt = now;
      slowProbe = 0;
    }
  }

  /** When {@link #probe} has something to try beside the route in use. */
  public long probeAt() {
    if (inUse == NONE) {
      return Time.NEVER;
    }
    long earliest = slowProbeAt;
    for (int i = 0; i < inUse; i++) {
      earliest = Math.min(earliest, standings.get(i).badUntil);
    }
    return earliest;
  }

  /** Which route to try beside the one in use: one that is liked better, or any if it is slow. */
  public Attempt probe(long now) {
    int before = tried;
    Attempt probe = chosenProbe(now);
    tried = before;
    return probe;
  }

  private Attempt chosenProbe(long now) {
    for (int i = 0; i < inUse; i++) {
      if (standings.get(i).badUntil <= now) {
        return attempt(i, now);
      }
    }
    do {
      slowProbe = (slowProbe + 1) % standings.size();
    } while (slowProbe == inUse);
    slowProbeAt = now + SLOW_PROBE_EVERY;
    return attempt(slowProbe, now);
  }

  /**
   * A probe came through: whether to move to its route, and why; null to stay.
   *
   * @param took the probe's question and answer
   * @param average how long answers take on the route in use; 0 for unknown
   */
  public @Nullable Reason verdict(int place, long took, long average) {
    if (inUse == NONE || (average >= SLOW && took * MUCH_FASTER < average)) {
      return Reason.SLOW;
    }
    return place < inUse && took < SLOW ? Reason.PREFERRED : null;
  }

  private long jittered(long time) {
    return Backoff.between(time - time / 4, time + time / 4, entropy);
  }
}
