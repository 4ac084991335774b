package io.mtlab.simulator.network.stream;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Site;
import io.mtlab.simulator.network.Stage;
import io.mtlab.simulator.network.Surroundings;
import io.mtlab.simulator.network.Unit;
import io.mtlab.simulator.network.Waiting;

/**
 * A connection's share in a line that others use, too. Of a stream one piece at a time stands in
 * the line's queue, behind those of the other connections, so that all that have something to send
 * take turns. Datagrams stand there as they come, and are lost when the queue is full.
 */
public final class Bottleneck implements Stage {
  /** What an Ethernet carries in one packet. */
  static final int PIECE_BYTES = 1_500;

  private final Surroundings.Line line;
  private final Rate.Settings settings;
  private final Site site;
  private final Waiting waiting = new Waiting();

  /** Datagrams with the times at which they have passed. */
  private final Waiting passing = new Waiting();

  private int sent;
  private int piece;
  private long due = Time.NEVER;

  /**
   * A share.
   *
   * @param settings rate and queue of the line, above 0; it has no bursts
   */
  public Bottleneck(Surroundings.Line line, Rate.Settings settings, Site site) {
    this.line = line;
    this.settings = settings;
    this.site = site;
  }

  @Override
  public void take(Unit unit, long now, Next next) {
    if (unit instanceof Unit.Frame frame) {
      if (isFull(frame.size(), now)) {
        site.decided(frame.index(), 0, now);
      } else {
        passing.add(frame, line.pass(timeOf(frame.size()), now));
      }
      return;
    }
    boolean head = waiting.isEmpty();
    waiting.add(unit, now);
    if (head) {
      queueUp(now);
      wake(now, next);
    }
  }

  @Override
  public void wake(long now, Next next) {
    while (passing.firstTime() <= now) {
      next.take(passing.remove(), now);
    }
    while (due <= now) {
      long passed = due;
      Unit unit = waiting.first();
      boolean last = sent + piece == unit.size();
      hand(unit, last, now, next);
      if (last) {
        sent = 0;
        waiting.remove();
      } else {
        sent += piece;
      }
      queueUp(passed);
    }
  }

  @Override
  public long nextWake() {
    return Math.min(due, passing.firstTime());
  }

  @Override
  public int heldBytes() {
    return waiting.bytes() - sent + passing.bytes();
  }

  @Override
  public void release(long now, Next next) {
    while (!passing.isEmpty()) {
      next.take(passing.remove(), now);
    }
    while (!waiting.isEmpty()) {
      piece = waiting.first().size() - sent;
      hand(waiting.first(), true, now, next);
      waiting.remove();
      sent = 0;
    }
    due = Time.NEVER;
  }

  /** The next piece joins the queue when the one before has passed, or when it comes. */
  private void queueUp(long passed) {
    if (waiting.isEmpty()) {
      due = Time.NEVER;
      return;
    }
    Unit unit = waiting.first();
    long from = Math.max(passed, waiting.firstTime());
    piece = Math.min(PIECE_BYTES, unit.size() - sent);
    due = unit instanceof Unit.End ? from : line.pass(timeOf(piece), from);
  }

  private boolean isFull(int bytes, long now) {
    long queue = settings.queue() == Rate.DEEP ? HELD_BYTES_MAX : settings.queue();
    return line.busy(now) > timeOf(queue) - timeOf(bytes);
  }

  private long timeOf(long bytes) {
    return (long) Math.ceil((double) bytes * Time.SECOND / settings.bytesPerSecond());
  }

  private void hand(Unit unit, boolean last, long now, Next next) {
    if (unit instanceof Unit.Chunk(Bytes bytes) && !(last && sent == 0)) {
      next.take(new Unit.Chunk(bytes.slice(sent, sent + piece)), now);
    } else {
      next.take(unit, now);
    }
  }
}
