package io.mtlab.simulator.workload;

import io.mtlab.mtproto.tl.api.Channel;
import io.mtlab.mtproto.tl.api.ChatType;
import io.mtlab.mtproto.tl.api.InputChannel;
import io.mtlab.mtproto.tl.api.InputPeerChannel;
import io.mtlab.mtproto.tl.api.Message;
import io.mtlab.mtproto.tl.api.MessageEmpty;
import io.mtlab.mtproto.tl.api.MessageService;
import io.mtlab.mtproto.tl.api.MessageType;
import io.mtlab.mtproto.tl.api.PeerChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group that an actor knows: its number and the hash that lets this account reach it.
 *
 * @param id the channel's
 * @param accessHash another one for each account
 */
record Group(long id, long accessHash) {
  /** The first channel among chats of which the hash is told; null if there is none. */
  static @Nullable Group among(List<ChatType> chats) {
    for (ChatType chat : chats) {
      if (chat instanceof Channel channel && channel.accessHash() != null) {
        return new Group(channel.id(), channel.accessHash());
      }
    }
    return null;
  }

  InputChannel input() {
    return new InputChannel(id, accessHash);
  }

  InputPeerChannel peer() {
    return new InputPeerChannel(id, accessHash);
  }

  /** Whether a message stands in this group. */
  boolean holds(MessageType message) {
    return switch (message) {
      case Message text -> isPeer(text.peerId());
      case MessageService service -> isPeer(service.peerId());
      case MessageEmpty empty -> isPeer(empty.peerId());
    };
  }

  private boolean isPeer(@Nullable Object peer) {
    return peer instanceof PeerChannel(long channelId) && channelId == id;
  }

  /** The hash is what lets an account in. */
  @Override
  public String toString() {
    return "Group[" + id + "]";
  }
}
