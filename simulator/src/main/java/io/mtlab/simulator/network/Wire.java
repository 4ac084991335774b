package io.mtlab.simulator.network;

import io.mtlab.mtproto.bytes.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How messages stand in the frames of a connection. Looks into a frame only when it is asked. */
@FunctionalInterface
public interface Wire {
  /** Nobody knows. */
  Wire UNKNOWN = unit -> null;

  /**
   * The message in a frame as it stands on the wire, under a key or without one; null if there is
   * none, or only a piece of one.
   */
  @Nullable Bytes message(Bytes unit);

  /**
   * Frames that carry a message which nobody sent, at a place in this connection; none if nobody
   * knows how.
   *
   * @param like the frame at whose place they are to come
   */
  default List<Bytes> carrying(Bytes message, Bytes like) {
    return List.of();
  }
}
