package io.mtlab.mtproto.session;

/**
 * Makes the sequence numbers of one side of a session.
 *
 * @see <a href="https://core.telegram.org/mtproto/description">msg_seqno</a>
 */
public final class SeqNos {
  private int contentRelated;

  /** The number for the next message. */
  public int next(boolean content) {
    return content ? 2 * contentRelated++ + 1 : 2 * contentRelated;
  }
}
