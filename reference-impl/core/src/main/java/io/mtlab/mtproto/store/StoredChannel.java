package io.mtlab.mtproto.store;

/**
 * A channel.
 *
 * @param id positive
 * @param channel what it was made with
 * @param username empty for none
 * @param pts the last event; {@link #PTS_FIRST} before the first
 * @param topMessage the last message's id; 0 before the first
 * @param members how many
 */
public record StoredChannel(
    long id, NewChannel channel, String username, int pts, int topMessage, int members) {
  /** The pts of a channel in which nothing has happened yet: 0 stands for no pts at all. */
  public static final int PTS_FIRST = 1;

  @Override
  public String toString() {
    return "StoredChannel[" + id + ", pts " + pts + ", members " + members + "]";
  }
}
