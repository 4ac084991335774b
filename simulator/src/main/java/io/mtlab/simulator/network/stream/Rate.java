package io.mtlab.simulator.network.stream;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Bounds;
import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Site;
import io.mtlab.simulator.network.Stage;
import io.mtlab.simulator.network.Unit;
import io.mtlab.simulator.network.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * A line of so many bytes a second. A chunk leaves when its last byte has passed; a long one leaves
 * in pieces, one each 100 ms. What comes while the line is busy waits its turn. A rate of 0 lets
 * nothing through. An idle line saves up, so that a burst passes at once (a token bucket). The
 * source of a stream pauses while its queue is full; a datagram that finds the queue full is lost.
 */
public final class Rate implements Stage {
  /**
   * How fast.
   *
   * @param bytesPerSecond 0: nothing passes
   * @param burst bytes that an idle line lets through at once, beyond its rate
   * @param queue bytes that may wait, or {@link #DEEP}
   */
  public record Settings(long bytesPerSecond, long burst, long queue) {
    /** Checks the ranges. */
    public Settings {
      if (bytesPerSecond < 0 || burst < 0 || queue < 1) {
        throw new IllegalArgumentException("a rate, a burst and a queue must not be negative");
      }
    }
  }

  /** A queue that follows the rate: what passes in 100 ms, from 64 KiB to 16 MiB. */
  public static final long DEEP = Long.MAX_VALUE;

  private static final long PIECE_TIME = 100 * Time.MILLISECOND;
  private static final long PIECES_PER_SECOND = Time.SECOND / PIECE_TIME;

  private static final int HELD_BYTES_WIDE_MAX = 16 * 1024 * 1024;

  private final Waiting waiting = new Waiting();
  private final @Nullable Site site;
  private long bytesPerSecond;
  private final long burst;
  private final long queue;

  /** The head's bytes that have left, those that are passing, and when they will have. */
  private int sent;

  private int passing;
  private long due = Time.NEVER;

  /** When the line has passed, at its rate alone, all that it was given. */
  private long free = Long.MIN_VALUE;

  /** An idle line without bursts, which loses nothing. */
  public Rate(long bytesPerSecond) {
    this.bytesPerSecond = bytesPerSecond;
    this.burst = 0;
    this.queue = DEEP;
    this.site = null;
  }

  /** An idle line. */
  public Rate(Settings settings, Site site) {
    this.bytesPerSecond = settings.bytesPerSecond;
    this.burst = settings.burst;
    this.queue = settings.queue;
    this.site = site;
  }

  @Override
  public void take(Unit unit, long now, Next next) {
    if (waiting.isEmpty() && unit instanceof Unit.End) {
      next.take(unit, now);
      return;
    }
    if (site != null && unit instanceof Unit.Frame frame && isLost(frame)) {
      site.decided(frame.index(), 0, now);
      return;
    }
    boolean head = waiting.isEmpty();
    waiting.add(unit, now);
    if (head) {
      startPiece();
      wake(now, next);
    }
  }

  @Override
  public void wake(long now, Next next) {
    while (due <= now) {
      int size = waiting.first().size();
      int piece = passing;
      boolean last = sent + piece == size;
      hand(piece, last, now, next);
      if (last) {
        sent = 0;
        waiting.remove();
      } else {
        sent += piece;
      }
      startPiece();
    }
  }

  /** The line has another rate from its next piece on; the one that is passing keeps its time. */
  public void pace(long toBytesPerSecond, long now) {
    boolean wasStopped = bytesPerSecond == 0;
    bytesPerSecond = toBytesPerSecond;
    if (wasStopped && due == Time.NEVER && !waiting.isEmpty()) {
      free = Math.max(free, now);
      startPiece();
    }
  }

  /** What is left of the chunk on the line leaves at once; the others pass at the new rate. */
  public void change(long toBytesPerSecond, long now, Next next) {
    bytesPerSecond = toBytesPerSecond;
    if (!waiting.isEmpty()) {
      hand(waiting.first().size() - sent, true, now, next);
      waiting.remove();
      sent = 0;
      free = now;
      startPiece();
      wake(now, next);
    }
  }

  @Override
  public long nextWake() {
    return due;
  }

  @Override
  public int heldBytes() {
    return waiting.bytes() - sent;
  }

  /** A wide line holds what it carries in 100 ms, so that its source need not hurry. */
  @Override
  public boolean full() {
    if (queue != DEEP) {
      return heldBytes() >= queue;
    }
    long most = Math.clamp(bytesPerSecond / PIECES_PER_SECOND, HELD_BYTES_MAX, HELD_BYTES_WIDE_MAX);
    return heldBytes() >= most;
  }

  @Override
  public void release(long now, Next next) {
    while (!waiting.isEmpty()) {
      hand(waiting.first().size() - sent, true, now, next);
      waiting.remove();
      sent = 0;
    }
    due = Time.NEVER;
  }

  /** The next piece begins to pass when the line is idle and the piece is there. */
  private void startPiece() {
    if (waiting.isEmpty()) {
      due = Time.NEVER;
      return;
    }
    long arrived = waiting.firstTime();
    Unit unit = waiting.first();
    if (unit instanceof Unit.End) {
      passing = 0;
      due = Math.max(free, arrived);
    } else if (bytesPerSecond == 0) {
      due = Time.NEVER;
    } else {
      passing = piece(unit);
      free = Bounds.plus(Math.max(free, arrived - timeOf(burst)), timeOf(passing));
      due = Math.max(free, arrived);
    }
  }

  private boolean isLost(Unit.Frame frame) {
    return queue != DEEP && !waiting.isEmpty() && waiting.bytes() + frame.size() > queue;
  }

  /** A datagram passes as a whole. */
  private int piece(Unit unit) {
    int size = unit.size();
    return unit instanceof Unit.Frame
        ? size
        : (int) Math.min(size - sent, Math.max(1, bytesPerSecond / PIECES_PER_SECOND));
  }

  private long timeOf(long bytes) {
    return (long) ((double) bytes * Time.SECOND / bytesPerSecond);
  }

  private void hand(int piece, boolean last, long now, Next next) {
    Unit unit = waiting.first();
    if (unit instanceof Unit.Chunk(Bytes bytes) && !(last && sent == 0)) {
      next.take(new Unit.Chunk(bytes.slice(sent, sent + piece)), now);
    } else {
      next.take(unit, now);
    }
  }
}
