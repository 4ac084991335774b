package io.mtlab.simulator.network.stream;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Bounds;
import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Stage;
import io.mtlab.simulator.network.Unit;
import io.mtlab.simulator.network.Waiting;

/**
 * A line of so many bytes a second. A chunk leaves when its last byte has passed; a long one leaves
 * in pieces, one each 100 ms. What comes while the line is busy waits its turn. A rate of 0 lets
 * nothing through.
 */
public final class Rate implements Stage {
  private static final long PIECE_TIME = 100 * Time.MILLISECOND;
  private static final long PIECES_PER_SECOND = Time.SECOND / PIECE_TIME;

  private static final int HELD_BYTES_WIDE_MAX = 16 * 1024 * 1024;

  private final Waiting waiting = new Waiting();
  private long bytesPerSecond;

  /** The head's bytes that have left, and when the next ones do. */
  private int sent;

  private long due = Time.NEVER;

  /** An idle line. */
  public Rate(long bytesPerSecond) {
    this.bytesPerSecond = bytesPerSecond;
  }

  @Override
  public void take(Unit unit, long now, Next next) {
    if (waiting.isEmpty() && unit instanceof Unit.End) {
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
      long passed = due;
      int size = waiting.first().size();
      int piece = piece(waiting.first());
      boolean last = sent + piece == size;
      hand(piece, last, now, next);
      if (last) {
        sent = 0;
        waiting.remove();
      } else {
        sent += piece;
      }
      startPiece(passed);
    }
  }

  /** What is left of the chunk on the line leaves at once; the others pass at the new rate. */
  public void change(long toBytesPerSecond, long now, Next next) {
    bytesPerSecond = toBytesPerSecond;
    if (!waiting.isEmpty()) {
      hand(waiting.first().size() - sent, true, now, next);
      waiting.remove();
      sent = 0;
      startPiece(now);
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
  private void startPiece(long idleSince) {
    if (waiting.isEmpty()) {
      due = Time.NEVER;
      return;
    }
    long from = Math.max(idleSince, waiting.firstTime());
    Unit unit = waiting.first();
    if (unit instanceof Unit.End) {
      due = from;
    } else if (bytesPerSecond == 0) {
      due = Time.NEVER;
    } else {
      due = Bounds.plus(from, timeOf(piece(unit)));
    }
  }

  /** A datagram passes as a whole. */
  private int piece(Unit unit) {
    int size = unit.size();
    return unit instanceof Unit.Frame
        ? size
        : (int) Math.min(size - sent, Math.max(1, bytesPerSecond / PIECES_PER_SECOND));
  }

  private long timeOf(int bytes) {
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
