package io.mtlab.mtproto.store;

/**
 * A message of a private chat as it lies in one mailbox: the event {@code pts} of this mailbox,
 * with a pts_count of 1.
 *
 * @param id the message's id, growing in the mailbox
 * @param pts its place among the mailbox's events
 * @param peerId the other account of the chat; the owner's own for a message to himself
 * @param out whether the mailbox's owner wrote it
 * @param randomId the sender's own mark
 * @param date Unix seconds
 * @param text what was written
 */
public record StoredLetter(
    int id, int pts, long peerId, boolean out, long randomId, int date, String text) {
  /** The pts of a mailbox in which nothing has happened yet: 0 stands for no pts at all. */
  public static final int PTS_FIRST = 1;

  @Override
  public String toString() {
    return "StoredLetter[" + id + ", pts " + pts + ", peer " + peerId + "]";
  }
}
