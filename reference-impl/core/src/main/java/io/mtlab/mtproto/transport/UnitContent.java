package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.transport.web.WebObserver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is in a unit that an {@link Observer} cut out of a connection. */
public sealed interface UnitContent {
  /** A message under a key, or one without; {@code wantsAck} if a quick ack is asked for. */
  record Message(Bytes payload, boolean wantsAck) implements UnitContent {}

  /** The token of a quick ack. */
  record QuickAck(int token) implements UnitContent {}

  /** The server refuses; see {@link TransportError}. */
  record Refusal(int code) implements UnitContent {}

  /** No message: a request or an answer without a body, or what nobody can read. */
  record Nothing() implements UnitContent {}

  /** Looks into a unit; the observer that cut it tells the transport. */
  static UnitContent of(TransportSpec spec, Bytes unit, Direction direction) {
    Framing framing = spec.framing();
    try {
      if (framing == null) {
        return content(body(unit), direction);
      }
      if (framing == Framing.FULL) {
        return content(FullFrame.decode(unit).payload(), direction);
      }
      Found found = new Found(direction);
      framing.codec(Padding.UP_TO_15, ObservedOpening.NO_CHANCE).decode(unit, direction, found);
      return found.content;
    } catch (ProtocolException unreadable) {
      return new Nothing();
    }
  }

  /**
   * A message that nobody sent, as units of a connection: {@link Observer#encodeToServer} or {@link
   * Observer#encodeToClient} puts them on the wire like any other.
   *
   * @param message a multiple of 4 bytes, not empty, within the limit
   * @param like a unit of the same direction: a request or an answer takes its head
   * @return none if that unit cannot be taken for a pattern
   */
  static List<Bytes> units(TransportSpec spec, Bytes message, Bytes like, Direction direction) {
    Framing framing = spec.framing();
    if (framing == null) {
      Bytes unit = WebObserver.withBody(like, message);
      return unit == null ? List.of() : List.of(unit);
    }
    Codec fresh = framing.codec(Padding.UP_TO_15, ObservedOpening.NO_PADDING);
    return List.of(fresh.observed(fresh.encode(message, false, direction), direction));
  }

  private static UnitContent content(Bytes payload, Direction direction) {
    if (payload.isEmpty()) {
      return new Nothing();
    }
    boolean error = direction == Direction.TO_CLIENT && payload.size() == Integer.BYTES;
    return error ? new Refusal(payload.int32(0)) : new Message(payload, false);
  }

  /** What stands behind the empty line of a request or an answer. */
  private static Bytes body(Bytes message) {
    for (int at = 3; at < message.size(); at++) {
      if (message.at(at) == '\n' && message.at(at - 1) == '\r' && message.at(at - 2) == '\n') {
        return message.from(at + 1);
      }
    }
    return Bytes.EMPTY;
  }

  /** Hears what a codec finds. */
  final class Found implements Sink {
    private final Direction direction;
    private UnitContent content = new Nothing();

    private Found(Direction direction) {
      this.direction = direction;
    }

    @Override
    public void frame(Bytes payload) {
      content = UnitContent.content(payload, direction);
    }

    @Override
    public void frameToAcknowledge(Bytes payload) {
      content = new Message(payload, true);
    }

    @Override
    public void error(int code) {
      content = new Refusal(code);
    }

    @Override
    public void quickAck(int token) {
      content = new QuickAck(token);
    }

    @Override
    public void send(Bytes wire) {
      throw new IllegalStateException("a codec does not answer");
    }

    @Override
    public void secure(Bytes already) {
      throw new IllegalStateException("a codec does not ask for TLS");
    }
  }

  /** The message, or null if there is none. */
  default @Nullable Bytes message() {
    return this instanceof Message(Bytes payload, boolean _) ? payload : null;
  }
}
