package io.mtlab.simulator.network;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.transport.Observer;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.mtproto.transport.UnitContent;
import io.mtlab.mtproto.transport.udp.SeenDatagram;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a passage: frame stages, then stream stages, in a row that may change while data
 * waits in it. Without stages it hands on at once.
 */
public final class Lane implements Observer.Sink, Wire {
  private final Stream stream;
  private final @Nullable Observer observer;
  private final boolean datagrams;
  private final Next exit;
  private final List<Slot> slots = new ArrayList<>(4);
  private Next entrance;
  private long now;
  private long frames;
  private boolean ended;

  /** When a stage has something to do, as long as {@link #settled} says that nothing happened. */
  private long due = Time.NEVER;

  private boolean settled;

  /** A lane for a stream, in which {@code observer} looks for frames; null for no frames. */
  Lane(Stream stream, @Nullable Observer observer, Next exit) {
    this(stream, observer, false, exit);
  }

  private Lane(Stream stream, @Nullable Observer observer, boolean datagrams, Next exit) {
    this.stream = stream;
    this.observer = observer;
    this.datagrams = datagrams;
    this.exit = exit;
    this.entrance = observer == null ? this::leave : this::join;
  }

  /** A lane for datagrams: each is a frame, and stays whole in all stages. */
  static Lane ofDatagrams(Stream stream, Next exit) {
    return new Lane(stream, null, true, exit);
  }

  /** Whether nothing can happen to units here: they pass at once, untouched. */
  public boolean isTransparent() {
    return observer == null && slots.isEmpty();
  }

  /** Whether a stage holds as much as it should; the source had better pause. */
  public boolean isFull() {
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).stage.full()) {
        return true;
      }
    }
    return false;
  }

  /** The bytes that wait in all stages. */
  public int heldBytes() {
    int bytes = 0;
    for (int i = 0; i < slots.size(); i++) {
      bytes += slots.get(i).stage.heldBytes();
    }
    return bytes;
  }

  /** Puts a stage behind all others of its sort: frame stages by rank, stream stages at the end. */
  public void add(Stage stage) {
    add(stage, 0);
  }

  /**
   * The same for a stage of one of several links. Datagrams pass one link after the other. Frames
   * of a stream can be told apart only before anything happens to its bytes, so there the frame
   * stages of all links stand before the stream stages of all.
   *
   * @param link counts the links from 0, in the order of this direction
   */
  void add(Stage stage, int link) {
    if (stage instanceof FrameStage && observer == null && !datagrams) {
      throw new IllegalStateException("this passage does not look for frames");
    }
    Slot slot = new Slot(stage, datagrams ? link : 0);
    int at = slots.size();
    while (at > 0 && slots.get(at - 1).place() > slot.place()) {
      at--;
    }
    slots.add(at, slot);
    joinSlots();
    settled = false;
  }

  /** Takes a stage away; what waits in it goes on at once. */
  public void remove(Stage stage, long time) {
    settled = false;
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = slots.get(i);
      if (slot.stage.equals(stage)) {
        stage.release(time, slot.next);
        slots.remove(i);
        joinSlots();
        return;
      }
    }
  }

  /** Puts a stage in the place of another of its sort; what waits in that one goes on at once. */
  public void replace(Stage stage, Stage by, long time) {
    settled = false;
    for (Slot slot : slots) {
      if (slot.stage.equals(stage)) {
        stage.release(time, slot.next);
        slot.stage = by;
        return;
      }
    }
  }

  /** Whether this stage stands here. */
  public boolean has(Stage stage) {
    for (Slot slot : slots) {
      if (slot.stage.equals(stage)) {
        return true;
      }
    }
    return false;
  }

  /** Where {@code stage} hands on: for changing its settings. */
  public Next behind(Stage stage) {
    settled = false;
    for (Slot slot : slots) {
      if (slot.stage.equals(stage)) {
        return slot.next;
      }
    }
    throw new IllegalArgumentException("this stage does not stand here");
  }

  void take(Unit unit, long time) {
    now = time;
    settled = false;
    if (datagrams && unit instanceof Unit.Chunk(Bytes bytes)) {
      frame(bytes);
      return;
    }
    if (observer == null) {
      entrance.take(unit, time);
      return;
    }
    switch (unit) {
      case Unit.Chunk(Bytes bytes) when stream == Stream.UPSTREAM ->
          observer.fromClient(bytes, this);
      case Unit.Chunk(Bytes bytes) -> observer.fromServer(bytes, this);
      case Unit.End end -> {
        restOfFrame(time);
        entrance.take(end, time);
      }
      case Unit.Frame frame -> entrance.take(frame, time);
    }
  }

  /** What the observer holds and will never cut into a frame goes on as it is. */
  void restOfFrame(long time) {
    if (observer != null) {
      now = time;
      settled = false;
      Bytes rest = stream == Stream.UPSTREAM ? observer.restOfClient() : observer.restOfServer();
      if (!rest.isEmpty()) {
        opaque(rest);
      }
    }
  }

  void wake(long time) {
    settled = false;
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = slots.get(i);
      if (slot.stage.nextWake() <= time) {
        slot.stage.wake(time, slot.next);
      }
    }
  }

  long nextWake() {
    if (!settled) {
      due = Time.NEVER;
      for (int i = 0; i < slots.size(); i++) {
        due = Math.min(due, slots.get(i).stage.nextWake());
      }
      settled = true;
    }
    return due;
  }

  @Override
  public void frame(Bytes unit) {
    entrance.take(new Unit.Frame(frames, unit, this), now);
    frames++;
  }

  @Override
  public void opaque(Bytes bytes) {
    entrance.take(new Unit.Chunk(bytes), now);
  }

  @Override
  public @Nullable Bytes message(Bytes unit) {
    if (datagrams) {
      SeenDatagram seen = SeenDatagram.of(unit);
      return seen != null && seen.isWhole() ? seen.bytes() : null;
    }
    TransportSpec spec = observer == null ? null : observer.spec();
    return spec == null ? null : UnitContent.of(spec, unit, stream.direction()).message();
  }

  @Override
  public List<Bytes> carrying(Bytes message, Bytes like) {
    if (datagrams) {
      return SeenDatagram.datagrams(message, like);
    }
    TransportSpec spec = observer == null ? null : observer.spec();
    return spec == null ? List.of() : UnitContent.units(spec, message, like, stream.direction());
  }

  private void joinSlots() {
    Next next = this::leave;
    boolean streamStages = true;
    for (int i = slots.size() - 1; i >= 0; i--) {
      Slot slot = slots.get(i);
      if (streamStages && !datagrams && slot.stage instanceof FrameStage) {
        streamStages = false;
        next = joining(next);
      }
      slot.next = next;
      next = slot;
    }
    entrance = streamStages && observer != null ? joining(next) : next;
  }

  /** Between the frame stages and the stream stages: a frame becomes bytes again. */
  private Next joining(Next behind) {
    return (unit, time) -> behind.take(encoded(unit), time);
  }

  private void join(Unit unit, long time) {
    leave(encoded(unit), time);
  }

  private Unit encoded(Unit unit) {
    if (unit instanceof Unit.Frame(long _, Bytes bytes, Wire _) && observer != null) {
      return new Unit.Chunk(
          stream == Stream.UPSTREAM
              ? observer.encodeToServer(bytes)
              : observer.encodeToClient(bytes));
    }
    return unit;
  }

  private void leave(Unit unit, long time) {
    if (!ended && !(datagrams && unit instanceof Unit.End)) {
      ended = unit instanceof Unit.End;
      boolean datagram = datagrams && unit instanceof Unit.Frame;
      exit.take(datagram ? new Unit.Chunk(((Unit.Frame) unit).bytes()) : unit, time);
    }
  }

  private static final class Slot implements Next {
    final int link;
    Stage stage;
    Next next = (unit, time) -> {};

    Slot(Stage stage, int link) {
      this.stage = stage;
      this.link = link;
    }

    long place() {
      int rank = stage instanceof FrameStage ofFrames ? ofFrames.rank() : Integer.MAX_VALUE;
      return ((long) link << Integer.SIZE) + rank;
    }

    @Override
    public void take(Unit unit, long now) {
      stage.take(unit, now, next);
    }
  }
}
