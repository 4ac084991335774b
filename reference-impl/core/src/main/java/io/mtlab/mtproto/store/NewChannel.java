package io.mtlab.mtproto.store;

/**
 * A channel before it has an id.
 *
 * @param title not empty
 * @param about may be empty
 * @param creatorId its first member
 * @param megagroup whether every member may write
 * @param date Unix seconds
 * @param accessHash what others must name together with the id
 */
public record NewChannel(
    String title, String about, long creatorId, boolean megagroup, int date, long accessHash) {
  @Override
  public String toString() {
    return "NewChannel[creator " + creatorId + "]";
  }
}
