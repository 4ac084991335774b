package io.mtlab.mtproto.session;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.tl.TlWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code msg_container#73f1f8dc}: several messages in one envelope. Its number (4), the count (4),
 * then each message: msg_id (8), seqno (4), bytes (4), body.
 *
 * @see <a href="https://core.telegram.org/mtproto/service_messages">msg_container</a>
 */
public final class Container {
  public static final int ID = 0x73f1f8dc;

  /** The most messages in one; the documentation's older text says 1,020. */
  public static final int MESSAGES_MAX = 1020;

  /** The most that is accepted. */
  public static final int MESSAGES_ACCEPTED = 1024;

  /** The most bytes that are put into one: far below the smallest limit of a transport. */
  public static final int BYTES_MAX = 1 << 15;

  private static final int HEADER_BYTES = 8;
  private static final int GZIP_PACKED = 0x3072cfa1;

  private Container() {}

  /** The body of a container with these messages. */
  public static Bytes of(List<Message> messages) {
    int size = HEADER_BYTES;
    for (Message message : messages) {
      size += message.size();
    }
    TlWriter to = new TlWriter(size);
    to.int32(ID);
    to.int32(messages.size());
    for (Message message : messages) {
      to.int64(message.id());
      to.int32(message.seqNo());
      to.int32(message.body().size());
      to.raw(message.body());
    }
    return to.toBytes();
  }

  /**
   * Cuts messages into batches that fit into one container each.
   *
   * @param bytesMax the most bytes of messages in one, unless a single message has more
   */
  public static List<List<Message>> batches(List<Message> messages, int bytesMax) {
    List<List<Message>> batches = new ArrayList<>(1);
    List<Message> batch = new ArrayList<>(messages.size());
    int bytes = 0;
    for (Message message : messages) {
      if (!batch.isEmpty() && (batch.size() == MESSAGES_MAX || bytes + message.size() > bytesMax)) {
        batches.add(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(message);
      bytes += message.size();
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }

  /**
   * The messages inside, accepted or refused as a whole.
   *
   * @param containerId each message inside has a lower id
   * @throws ProtocolException {@link Malformed#CONTAINER}
   */
  public static List<Message> read(Bytes body, long containerId) throws ProtocolException {
    if (body.size() < HEADER_BYTES) {
      throw new ProtocolException(Malformed.CONTAINER);
    }
    int count = body.int32(4);
    if (count < 0
        || count > MESSAGES_ACCEPTED
        || count > (body.size() - HEADER_BYTES) / (Message.HEADER_BYTES + 4)) {
      throw new ProtocolException(Malformed.CONTAINER);
    }
    List<Message> messages = new ArrayList<>(count);
    int at = HEADER_BYTES;
    for (int i = 0; i < count; i++) {
      Message message = read(body, at, containerId);
      messages.add(message);
      at += message.size();
    }
    if (at != body.size()) {
      throw new ProtocolException(Malformed.CONTAINER);
    }
    return messages;
  }

  private static Message read(Bytes body, int at, long containerId) throws ProtocolException {
    if (body.size() - at < Message.HEADER_BYTES + 4) {
      throw new ProtocolException(Malformed.CONTAINER);
    }
    long id = body.int64(at);
    int size = body.int32(at + 12);
    int start = at + Message.HEADER_BYTES;
    if (size < 4 || (size & 3) != 0 || size > body.size() - start) {
      throw new ProtocolException(Malformed.CONTAINER);
    }
    if (id >= containerId || body.int32(start) == ID) {
      throw new ProtocolException(Malformed.CONTAINER);
    }
    return new Message(id, body.int32(at + 8), body.slice(start, start + size));
  }

  /**
   * The messages that a received message stands for: itself or those of a container, each of them
   * unpacked.
   *
   * @throws ProtocolException {@link Malformed#CONTAINER} or {@link Malformed#GZIP}; then none of
   *     them may count
   */
  public static List<Message> unwrap(Message outer) throws ProtocolException {
    Message plain = unpacked(outer);
    if (!is(plain.body())) {
      return List.of(plain);
    }
    List<Message> messages = read(plain.body(), outer.id());
    for (int i = 0; i < messages.size(); i++) {
      Message message = unpacked(messages.get(i));
      if (is(message.body())) {
        throw new ProtocolException(Malformed.CONTAINER);
      }
      messages.set(i, message);
    }
    return messages;
  }

  private static Message unpacked(Message message) throws ProtocolException {
    return isPacked(message.body())
        ? new Message(message.id(), message.seqNo(), Gzip.unpack(message.body()))
        : message;
  }

  /** Whether this body is a container. */
  public static boolean is(Bytes body) {
    return body.size() >= 4 && body.int32(0) == ID;
  }

  /** Whether this body is packed, which hides what it is. */
  public static boolean isPacked(Bytes body) {
    return body.size() >= 4 && body.int32(0) == GZIP_PACKED;
  }
}
