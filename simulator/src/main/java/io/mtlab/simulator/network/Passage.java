package io.mtlab.simulator.network;

import io.mtlab.mtproto.transport.Observer;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection through the network, both directions. Units go in with the time of their arrival
 * and come out of {@link Ends} with the time of their departure, from within {@link #fromClient},
 * {@link #fromServer} or {@link #wake}.
 *
 * <p>A stream that ends ends its connection, as through Toxiproxy: when an end has reached one
 * side, the other direction is ended too, behind what already waits in it. Only a half-close leaves
 * the other direction open.
 */
public final class Passage {
  /** Where units come out. It must not call back into the passage. */
  public interface Ends {
    /** A unit leaves the network at the server's side. */
    void toServer(Unit unit, long now);

    /** A unit leaves the network at the client's side. */
    void toClient(Unit unit, long now);
  }

  private final PassageId id;
  private final Ends ends;
  private final @Nullable Observer observer;
  private final Lane upstream;
  private final Lane downstream;
  private Tap tap = Tap.NONE;
  private boolean upstreamEntered;
  private boolean downstreamEntered;

  /**
   * A passage without any fault; stages are added to its lanes.
   *
   * @param framed whether to look for MTProto frames, which frame stages need
   */
  public Passage(PassageId id, boolean framed, Ends ends) {
    this(id, framed ? new Observer() : null, ends);
  }

  /** The same for clients that may hide their frames behind one of these secrets. */
  public Passage(PassageId id, List<ProxySecret> secrets, Ends ends) {
    this(id, new Observer(secrets), ends);
  }

  private Passage(PassageId id, @Nullable Observer observer, Ends ends) {
    this.id = id;
    this.ends = ends;
    this.observer = observer;
    this.upstream = new Lane(Stream.UPSTREAM, observer, this::atServer);
    this.downstream = new Lane(Stream.DOWNSTREAM, observer, this::atClient);
  }

  private Passage(PassageId id, Ends ends) {
    this.id = id;
    this.ends = ends;
    this.observer = null;
    this.upstream = Lane.ofDatagrams(Stream.UPSTREAM, this::atServer);
    this.downstream = Lane.ofDatagrams(Stream.DOWNSTREAM, this::atClient);
  }

  /**
   * A passage for datagrams through the network that {@code stages} describes: each chunk that goes
   * in is one, and is lost, repeated, overtaken or late as a whole.
   */
  public static Passage ofDatagrams(
      PassageId id, Stages stages, Surroundings around, long now, Ends ends) {
    Passage passage = new Passage(id, ends);
    passage.add(stages, around, now);
    passage.watch(around.taps().open(id, true, now));
    return passage;
  }

  /** A passage through the network that {@code stages} describes, from the beginning of time on. */
  public Passage(PassageId id, Stages stages, Dice dice, DecisionLog log, Ends ends) {
    this(id, stages, List.of(), new Surroundings(dice, log, 0), 0, ends);
  }

  /**
   * A passage that opens now, for clients that may hide their frames behind one of these secrets.
   */
  public Passage(
      PassageId id,
      Stages stages,
      List<ProxySecret> secrets,
      Surroundings around,
      long now,
      Ends ends) {
    this(id, stages.faultsFrames() ? new Observer(secrets) : null, ends);
    add(stages, around, now);
    watch(around.taps().open(id, false, now));
  }

  private void add(Stages stages, Surroundings around, long now) {
    for (Stream stream : Stream.values()) {
      List<List<Stage>> links = stages.byLink(id, stream, around, now);
      for (int i = 0; i < links.size(); i++) {
        for (Stage stage : links.get(i)) {
          lane(stream).add(stage, i);
        }
      }
    }
  }

  /** Which connection this is. */
  public PassageId id() {
    return id;
  }

  /** From now on this one watches. */
  public void watch(Tap by) {
    tap = by;
  }

  /** Whether nothing happens to units of this direction, and nobody watches them. */
  public boolean isTransparent(Stream stream) {
    return tap.equals(Tap.NONE) && lane(stream).isTransparent();
  }

  /** One direction, to change its stages. */
  public Lane lane(Stream stream) {
    return stream == Stream.UPSTREAM ? upstream : downstream;
  }

  /** The client sent a piece of its stream, or ended it. */
  public void fromClient(Unit unit, long now) {
    if (!upstreamEntered) {
      upstreamEntered = unit instanceof Unit.End;
      tap.entered(Stream.UPSTREAM, unit, now);
      upstream.take(unit, now);
    }
  }

  /** The server sent a piece of its stream, or ended it. */
  public void fromServer(Unit unit, long now) {
    if (downstreamEntered) {
      return;
    }
    downstreamEntered = unit instanceof Unit.End;
    tap.entered(Stream.DOWNSTREAM, unit, now);
    downstream.take(unit, now);
    if (observer != null && !observer.isOpen()) {
      upstream.restOfFrame(now);
    }
  }

  /** Hands on what is due, and lets faults come and go whose phase has begun. */
  public void wake(long now) {
    upstream.wake(now);
    downstream.wake(now);
  }

  /** The time of {@link #nextWake} has come: hands on what is due. */
  public void ring(long now) {
    if (upstream.nextWake() <= now) {
      upstream.wake(now);
    }
    if (downstream.nextWake() <= now) {
      downstream.wake(now);
    }
  }

  /** When something is due, or {@link io.mtlab.mtproto.machine.Time#NEVER}. */
  public long nextWake() {
    return Math.min(upstream.nextWake(), downstream.nextWake());
  }

  private void atServer(Unit unit, long now) {
    tap.left(Stream.UPSTREAM, unit, now);
    ends.toServer(unit, now);
    if (unit instanceof Unit.End end && !end.half()) {
      fromServer(end, now);
    }
  }

  private void atClient(Unit unit, long now) {
    tap.left(Stream.DOWNSTREAM, unit, now);
    ends.toClient(unit, now);
    if (unit instanceof Unit.End end && !end.half()) {
      fromClient(end, now);
    }
  }
}
