package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.endpoint.route.Reason;
import io.mtlab.mtproto.endpoint.route.RoutePolicy;
import io.mtlab.mtproto.handshake.Probe;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.transport.Destination;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which of a client's lines carries its session. Does what the {@link RoutePolicy} says: dials,
 * tries other routes by a {@link Probe} beside the line in use, and moves.
 */
final class Way {
  /** A line over which nothing has come for so long is silent; only where there is a choice. */
  static final long SILENT_AFTER = 8 * Time.SECOND;

  /** A probe that has not come through by then has failed. */
  static final long PROBE_TIMEOUT = 5 * Time.SECOND;

  private final RoutePolicy policy;
  private final Lines lines;
  private final Entropy entropy;
  private final Out out;
  private final int dc;
  private final LongSupplier answersTake;
  private @Nullable Line line;
  private RoutePolicy.@Nullable Attempt next;
  private @Nullable Trial trial;
  private boolean working;
  private long silentAt = Time.NEVER;
  private int used = RoutePolicy.NONE;
  private Reason why = Reason.PREFERRED;

  /** A line that is tried beside the one in use. */
  private static final class Trial {
    final Line line;
    final Probe probe;
    final long giveUpAt;
    long askedAt = Time.NEVER;

    Trial(Line line, Probe probe, long giveUpAt) {
      this.line = line;
      this.probe = probe;
      this.giveUpAt = giveUpAt;
    }
  }

  /**
   * No line yet.
   *
   * @param answersTake how long answers take on the line in use, in nanoseconds; 0 for unknown
   */
  Way(ClientSettings settings, Entropy entropy, Lines lines, Out out, LongSupplier answersTake) {
    this.policy = new RoutePolicy(settings.routes(), entropy);
    this.lines = lines;
    this.entropy = entropy;
    this.out = out;
    this.dc = settings.dc();
    this.answersTake = answersTake;
  }

  /** The line in use, which may not stand yet; null while there is none. */
  @Nullable Line line() {
    return line;
  }

  /** Dials, unless it has already. */
  void start(long now) {
    if (line == null && next == null) {
      dial(policy.first(now), now);
    }
  }

  /** Ends everything; nothing is dialled any more before the next start. */
  void stop() {
    lines.dropAll();
    line = null;
    next = null;
    trial = null;
    silentAt = Time.NEVER;
    working = false;
  }

  private void dial(RoutePolicy.Attempt attempt, long now) {
    next = null;
    line = lineTo(attempt, now);
  }

  private Line lineTo(RoutePolicy.Attempt attempt, long now) {
    var to = new Destination(attempt.to(), dc);
    return lines.dial(
        new Line.Target(attempt.route(), to, policy.route(attempt.route()).transport()), now);
  }

  /** A line stands. Says whether it is the one to use; a tried one is asked its question. */
  boolean stands(Line stood, long now) {
    Trial tried = trial;
    if (tried != null && tried.line.equals(stood)) {
      tried.askedAt = now;
      stood.send(tried.probe.question(now));
      return false;
    }
    silentAt = policy.hasChoice() ? now + SILENT_AFTER : Time.NEVER;
    uses(stood.route());
    return true;
  }

  private void uses(int route) {
    policy.uses(route);
    if (used != RoutePolicy.NONE && used != route) {
      out.happened(
          new ClientEvent.Moved(
              policy.route(used).transport(), policy.route(route).transport(), why));
    }
    used = route;
  }

  /** Anything came over a line. */
  void heard(Line by) {
    if (by.equals(line)) {
      silentAt = Time.NEVER;
    }
  }

  /** Something good came over a line. */
  void works(Line by, long now) {
    if (by.equals(line)) {
      silentAt = Time.NEVER;
      working = true;
      policy.works(by.route(), now);
      policy.answersTake(answersTake.getAsLong(), now);
    }
  }

  /**
   * A message without a key came: perhaps over a line that is tried, whose probe has come through.
   * Says whether that is the line in use now; the one before has been dropped.
   */
  boolean moves(Line from, Bytes plain, long now) {
    Trial tried = trial;
    if (tried == null || !tried.line.equals(from) || !tried.probe.answeredBy(plain)) {
      return false;
    }
    trial = null;
    long took = now - tried.askedAt;
    policy.works(from.route(), now);
    Reason found = policy.verdict(from.route(), took, answersTake.getAsLong());
    if (found == null) {
      lines.drop(from);
      return false;
    }
    Line before = line;
    line = from;
    why = found;
    if (before != null) {
      lines.drop(before);
    }
    uses(from.route());
    return true;
  }

  /**
   * A line is no more, for a reason. Says whether it was the one in use: another will be dialled.
   *
   * @param reason null if the client ended it for reasons of its own
   */
  boolean lost(Line gone, @Nullable Reason reason, long now) {
    if (reason != null) {
      policy.failed(gone.route(), reason, now);
    }
    if (trial != null && trial.line.equals(gone)) {
      trial = null;
    }
    if (!gone.equals(line)) {
      return false;
    }
    if (trial != null) {
      lines.drop(trial.line);
      trial = null;
    }
    why = reason == null ? why : reason;
    line = null;
    working = false;
    silentAt = Time.NEVER;
    next = policy.next(now);
    return true;
  }

  /** What the end of a line means. */
  static Reason reason(Line gone, Cause cause) {
    return switch (cause) {
      case REFUSED -> Reason.REFUSED;
      case UNREACHABLE -> gone.isStanding() ? Reason.STALLED : Reason.UNREACHABLE;
      case FIN, RST, OVERFLOW, SHUTDOWN -> gone.isStanding() ? Reason.CUT : Reason.REFUSED;
    };
  }

  /** Dials and tries what is due. */
  void wake(long now) {
    if (next != null && next.at() <= now) {
      dial(next, now);
    }
    Trial tried = trial;
    if (tried != null && tried.giveUpAt <= now) {
      lines.drop(tried.line);
      lost(tried.line, Reason.SILENT, now);
    }
    if (mayTry() && policy.probeAt() <= now) {
      Line probed = lineTo(policy.probe(now), now);
      trial = new Trial(probed, new Probe(entropy), now + PROBE_TIMEOUT);
    }
  }

  private boolean mayTry() {
    return working && trial == null && policy.hasChoice();
  }

  /** The line in use if nothing has come over it for too long since it stands. */
  @Nullable Line silent(long now) {
    return silentAt <= now ? line : null;
  }

  /** When {@link #wake} or {@link #silent} has something to do. */
  long nextWake() {
    long earliest = next == null ? silentAt : Math.min(silentAt, next.at());
    if (trial != null) {
      return Math.min(earliest, trial.giveUpAt);
    }
    return mayTry() ? Math.min(earliest, policy.probeAt()) : earliest;
  }
}
