package io.mtlab.simulator.network.stream;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Bounds;
import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Site;
import io.mtlab.simulator.network.Stage;
import io.mtlab.simulator.network.Unit;
import io.mtlab.simulator.network.Waiting;

/**
 * What a stream looks like when packets are lost under its TCP. No byte is missing, but where a
 * segment was lost everything stops until it has come again: after one round trip if at least three
 * later segments were there to tell of it (fast retransmit, RFC 5681), else after the
 * retransmission timeout, doubled for each time that it is lost again (RFC 6298). And the stream is
 * no faster than such a loss allows: MSS / RTT x sqrt(3/2) / sqrt(p), by Mathis, Semke, Mahdavi and
 * Ott, "The macroscopic behavior of the TCP congestion avoidance algorithm" (1997). Datagrams pass.
 */
public final class TcpLoss implements Stage {
  /**
   * The losses.
   *
   * @param probability of each segment, from 0 to 1
   * @param roundTrip nanoseconds from a segment to its acknowledgment
   * @param segment bytes of a full one (MSS)
   * @param timeout nanoseconds: the least retransmission timeout
   */
  public record Settings(double probability, long roundTrip, int segment, long timeout) {
    /** Checks the ranges. */
    public Settings {
      Bounds.probability(probability);
      if (roundTrip < 1 || segment < 1 || timeout < 1) {
        throw new IllegalArgumentException(
            "the round trip, the segment and the timeout must be above 0");
      }
    }

    /** Bytes a second that such a loss leaves to a stream. */
    double bytesPerSecond() {
      return MATHIS * segment / StrictMath.sqrt(probability) * Time.SECOND / roundTrip;
    }
  }

  private static final double MATHIS = StrictMath.sqrt(1.5);

  /** Duplicate acknowledgments that make a sender retransmit: RFC 5681. */
  private static final int LATER_SEGMENTS = 3;

  /** Linux gives up after 15 retransmissions (tcp_retries2). */
  private static final int AGAIN_MAX = 15;

  private static final long TIMEOUT_MAX = 120 * Time.SECOND;

  private final Settings settings;
  private final Site site;
  private final Waiting waiting = new Waiting();
  private long segments;

  /** The head's bytes that have left, and how many leave next. */
  private int sent;

  private int piece;
  private long due = Time.NEVER;
  private long free = Long.MIN_VALUE;

  /** An open window. */
  public TcpLoss(Settings settings, Site site) {
    this.settings = settings;
    this.site = site;
  }

  @Override
  public void take(Unit unit, long now, Next next) {
    if (unit instanceof Unit.Frame || (unit instanceof Unit.End && waiting.isEmpty())) {
      next.take(unit, now);
      return;
    }
    boolean head = waiting.isEmpty();
    waiting.add(unit, now);
    if (head) {
      startPiece(now);
      wake(now, next);
    }
  }

  @Override
  public void wake(long now, Next next) {
    while (due <= now) {
      Unit unit = waiting.first();
      if (unit instanceof Unit.Chunk(Bytes bytes) && piece < bytes.size()) {
        next.take(new Unit.Chunk(bytes.slice(sent, sent + piece)), now);
      } else {
        next.take(unit, now);
      }
      sent += piece;
      if (sent >= unit.size()) {
        waiting.remove();
        sent = 0;
      }
      startPiece(now);
    }
  }

  /** The segments up to the next one that is lost leave together; a lost one with its delay. */
  private void startPiece(long now) {
    if (waiting.isEmpty()) {
      due = Time.NEVER;
      return;
    }
    int left = waiting.first().size() - sent;
    long from = Math.max(free, waiting.firstTime());
    piece = Math.min(left, settings.segment);
    long stall = left == 0 ? 0 : stall(waiting.bytes() - sent - piece, now);
    while (stall == 0 && piece < left && !isLost(segments, 0)) {
      segments++;
      piece = Math.min(left, piece + settings.segment);
    }
    double passing = settings.probability == 0 ? 0 : piece / settings.bytesPerSecond();
    due = Bounds.plus(from, Bounds.plus(stall, (long) (passing * Time.SECOND)));
    free = due;
  }

  /** How long the next segment stops everything; 0 if it was not lost. */
  private long stall(int bytesBehind, long now) {
    long segment = segments;
    segments++;
    if (!isLost(segment, 0)) {
      return 0;
    }
    boolean told = bytesBehind >= LATER_SEGMENTS * settings.segment;
    long timeout = Math.max(settings.timeout, 2 * settings.roundTrip);
    long stall = told ? settings.roundTrip : timeout;
    for (int again = 1; again < AGAIN_MAX && isLost(segment, again); again++) {
      stall = Bounds.plus(stall, timeout);
      timeout = Math.min(2 * timeout, TIMEOUT_MAX);
    }
    site.decided(segment, stall, now);
    return stall;
  }

  private boolean isLost(long segment, int again) {
    return site.die().other(again).hits(segment, settings.probability);
  }

  @Override
  public long nextWake() {
    return due;
  }

  @Override
  public int heldBytes() {
    return waiting.bytes() - sent;
  }

  @Override
  public void release(long now, Next next) {
    due = Time.NEVER;
    while (!waiting.isEmpty()) {
      Unit unit = waiting.remove();
      if (unit instanceof Unit.Chunk(Bytes bytes)) {
        next.take(new Unit.Chunk(bytes.from(sent)), now);
        sent = 0;
      } else {
        next.take(unit, now);
      }
    }
  }
}
