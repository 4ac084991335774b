package io.mtlab.mtproto.store;

/**
 * A message of a channel: the event {@code pts} of its box, with a pts_count of 1.
 *
 * @param id the message's id, growing in the channel
 * @param pts its place among the channel's events
 * @param senderId who wrote it
 * @param randomId the sender's own mark
 * @param date Unix seconds
 * @param text what was written
 */
public record StoredPost(int id, int pts, long senderId, long randomId, int date, String text) {
  @Override
  public String toString() {
    return "StoredPost[" + id + ", pts " + pts + ", sender " + senderId + "]";
  }
}
