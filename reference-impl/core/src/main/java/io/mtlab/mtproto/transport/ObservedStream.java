package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.ProtocolException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One direction of an observed connection: cut into units until that is no longer possible. */
final class ObservedStream {
  private final Direction direction;
  private @Nullable UnitReader reader;
  private @Nullable Codec codec;
  private @Nullable Fault lost;
  private boolean unitsFound;

  ObservedStream(Direction direction) {
    this.direction = direction;
  }

  /** From now on this codec cuts the stream. */
  void cut(Codec by) {
    codec = by;
    reader = new UnitReader(by, direction);
  }

  /** From now on nobody cuts the stream. */
  void lose(Fault why) {
    lost = why;
  }

  /** Why nobody cuts the stream; null as long as it is cut. */
  @Nullable Fault lost() {
    return lost;
  }

  boolean isLost() {
    return lost != null;
  }

  /** Whether a unit was ever found. */
  boolean unitsFound() {
    return unitsFound;
  }

  int heldBytes() {
    return reader == null ? 0 : reader.heldBytes();
  }

  /** Cuts a piece; answers the bytes behind the last unit if the stream is lost. */
  Bytes read(Bytes piece, Consumer<Bytes> units) {
    UnitReader cutting = reader;
    Codec known = codec;
    if (lost != null || cutting == null || known == null) {
      return piece;
    }
    try {
      cutting.read(
          piece,
          unit -> {
            unitsFound = true;
            units.accept(known.observed(unit, direction));
          });
      return Bytes.EMPTY;
    } catch (ProtocolException e) {
      lost = e.fault();
      return cutting.takeRest();
    }
  }

  Bytes takeRest() {
    return reader == null ? Bytes.EMPTY : reader.takeRest();
  }
}
