package io.mtlab.mtproto.session;

/**
 * Makes the sequence numbers of one side of a session.
 *
 * @see <a href="https://core.telegram.org/mtproto/description">msg_seqno</a>
 */
public final class SeqNos {
  /** Half of what a 32-bit number has room for: a session is given up long before the end. */
  static final int CONTENT_RELATED_MAX = 1 << 29;

  private int contentRelated;

  /** Of a session that begins. */
  public SeqNos() {
    this(0);
  }

  /** Of a session that has sent so many content-related messages. */
  SeqNos(int contentRelated) {
    this.contentRelated = contentRelated;
  }

  /** Whether the session should be given up for another one. */
  public boolean areWornOut() {
    return contentRelated >= CONTENT_RELATED_MAX;
  }

  /** The number for the next message. */
  public int next(boolean content) {
    return content ? 2 * contentRelated++ + 1 : 2 * contentRelated;
  }
}
