package io.mtlab.mtproto.domain;

import io.mtlab.mtproto.store.NewChannel;
import io.mtlab.mtproto.store.StoredChannel;
import io.mtlab.mtproto.store.StoredPost;

/**
 * What the domain knows of one channel while it is in use. It follows what the store has answered,
 * never what it was asked: a change is known here when it is durable.
 */
public final class ChannelEntity {
  private final long id;
  private final NewChannel made;
  private final MemberSet members = new MemberSet();
  private String username;
  private int pts;
  private int topMessage;

  ChannelEntity(StoredChannel stored) {
    this.id = stored.id();
    this.made = stored.channel();
    this.username = stored.username();
    this.pts = stored.pts();
    this.topMessage = stored.topMessage();
  }

  /** The channel's id. */
  public long id() {
    return id;
  }

  /** What it was made with. */
  public NewChannel made() {
    return made;
  }

  /** Empty for none. */
  public String username() {
    return username;
  }

  /** The last event. */
  public int pts() {
    return pts;
  }

  /** The last message; 0 before the first. */
  public int topMessage() {
    return topMessage;
  }

  /** How many members there are. */
  public int memberCount() {
    return members.count();
  }

  /** Whether this user is a member. */
  public boolean hasMember(long userId) {
    return members.contains(userId);
  }

  /** All members, without an object for each. */
  public UserIds members() {
    return members.snapshot();
  }

  /** Whether this user may see what happens here. */
  public boolean isVisibleTo(long userId) {
    return hasMember(userId) || !username.isEmpty();
  }

  /** Whether this user may write here. */
  public boolean mayWrite(long userId) {
    return hasMember(userId) && (made.megagroup() || userId == made.creatorId());
  }

  /** The store has this member now. */
  public void joined(long userId) {
    members.add(userId);
  }

  /** The store has this member no more. */
  public void left(long userId) {
    members.remove(userId);
  }

  /** The store has this name now. */
  public void named(String name) {
    username = name;
  }

  /** The store has this message now. */
  public void posted(StoredPost post) {
    pts = Math.max(pts, post.pts());
    topMessage = Math.max(topMessage, post.id());
  }
}
