package io.mtlab.mtproto.session;

import io.mtlab.mtproto.bytes.Bytes;

/**
 * A message as it stands in an envelope or a container.
 *
 * @param id the message id: see {@link MessageId}
 * @param seqNo twice the number of content-related messages before, plus one if this is one
 * @param body one TL object, 4 bytes or more, a multiple of 4
 * @see <a href="https://core.telegram.org/mtproto/description">message</a>
 */
public record Message(long id, int seqNo, Bytes body) {
  /** Bytes in front of the body: id (8), seqno (4), length (4). */
  public static final int HEADER_BYTES = 16;

  /** Whether the receiver must acknowledge it. */
  public boolean contentRelated() {
    return (seqNo & 1) == 1;
  }

  /** The bytes that it takes in a container. */
  public int size() {
    return HEADER_BYTES + body.size();
  }
}
