package io.mtlab.mtproto.chats;

import io.mtlab.mtproto.domain.Audience;
import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.domain.ChannelEntity;
import io.mtlab.mtproto.domain.Channels;
import io.mtlab.mtproto.domain.Errors;
import io.mtlab.mtproto.domain.Step;
import io.mtlab.mtproto.domain.TlViews;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.store.AccountAnswer;
import io.mtlab.mtproto.store.AccountRequest;
import io.mtlab.mtproto.store.ChannelAnswer;
import io.mtlab.mtproto.store.ChannelRequest;
import io.mtlab.mtproto.store.StoreAnswer;
import io.mtlab.mtproto.store.StoredAccount;
import io.mtlab.mtproto.store.StoredPost;
import io.mtlab.mtproto.tl.api.InputChannel;
import io.mtlab.mtproto.tl.api.InputPeerChannel;
import io.mtlab.mtproto.tl.api.MessagesSendMessage;
import io.mtlab.mtproto.tl.api.UpdateMessageID;
import io.mtlab.mtproto.tl.api.UpdateNewChannelMessage;
import io.mtlab.mtproto.tl.api.Updates;
import java.util.List;

/**
 * messages.sendMessage to a supergroup or channel; {@link PrivateMessage} sends to accounts. A
 * random_id that this sender has used here before brings the answer of the first time, and nobody
 * else hears of it: a query may be sent again when its answer was lost.
 *
 * @see <a href="https://core.telegram.org/method/messages.sendMessage">messages.sendMessage</a>
 */
final class SendMessage {
  /** The longest text, in code points. */
  static final int TEXT_MAX = 4096;

  static final RpcError PEER_ID_INVALID = new RpcError(400, "PEER_ID_INVALID");
  static final RpcError MESSAGE_EMPTY = new RpcError(400, "MESSAGE_EMPTY");
  static final RpcError MESSAGE_TOO_LONG = new RpcError(400, "MESSAGE_TOO_LONG");
  static final RpcError RANDOM_ID_EMPTY = new RpcError(400, "RANDOM_ID_EMPTY");
  static final RpcError WRITE_FORBIDDEN = new RpcError(403, "CHAT_WRITE_FORBIDDEN");

  private final Channels channels;
  private final PrivateMessage privateMessage = new PrivateMessage();

  SendMessage(Channels channels) {
    this.channels = channels;
  }

  void handle(MessagesSendMessage method, Call call, long now) {
    String text = method.message().strip();
    if (text.isEmpty()) {
      call.refuse(MESSAGE_EMPTY);
    } else if (text.codePointCount(0, text.length()) > TEXT_MAX) {
      call.refuse(MESSAGE_TOO_LONG);
    } else if (method.randomId() == 0) {
      call.refuse(RANDOM_ID_EMPTY);
    } else if (PrivateMessage.isTo(method.peer())) {
      privateMessage.send(method.peer(), text, method.randomId(), call);
    } else if (!(method.peer() instanceof InputPeerChannel peer)) {
      call.refuse(PEER_ID_INVALID);
    } else {
      channels.open(
          new InputChannel(peer.channelId(), peer.accessHash()),
          call,
          (channel, same, then) -> lookUp(text, method.randomId(), channel, same),
          now);
    }
  }

  private static void lookUp(String text, long randomId, ChannelEntity channel, Call call) {
    long sender = call.asker().userId();
    if (channel.mayWrite(sender)) {
      call.ask(new AccountRequest.ById(sender), new SenderKnown(channel, text, randomId));
    } else {
      call.refuse(WRITE_FORBIDDEN);
    }
  }

  private record SenderKnown(ChannelEntity channel, String text, long randomId) implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      if (!(answer instanceof AccountAnswer.Found found)) {
        call.refuse(Errors.AUTH_KEY_UNREGISTERED);
        return;
      }
      long sender = found.account().id();
      call.ask(
          new ChannelRequest.Append(channel.id(), sender, randomId, TlViews.seconds(now), text),
          new Remembered(channel, found.account()));
    }
  }

  private record Remembered(ChannelEntity channel, StoredAccount sender) implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      if (!(answer instanceof ChannelAnswer.Appended appended)) {
        throw new IllegalStateException("nothing was appended: " + answer);
      }
      StoredPost post = appended.post();
      if (appended.isNew()) {
        channel.posted(post);
        call.tell(Audience.OneUser.besides(call.asker()), toSender(post, now));
        call.tell(new Audience.Users(channel.members(), sender.id()), toMembers(post, now));
      }
      Updates updates = toSender(post, now);
      UpdateMessageID named = new UpdateMessageID(post.id(), post.randomId());
      call.answer(
          updates.toBuilder().updates(List.of(named, updates.updates().getFirst())).build());
    }

    private Updates toSender(StoredPost post, long now) {
      return TlViews.updates(
          List.of(new UpdateNewChannelMessage(TlViews.post(post, channel, true), post.pts(), 1)),
          List.of(TlViews.user(sender, sender.id())),
          List.of(TlViews.channel(channel, sender.id())),
          now);
    }

    /** One object for all members: what stands in it depends on none of them. */
    private Updates toMembers(StoredPost post, long now) {
      return TlViews.updates(
          List.of(new UpdateNewChannelMessage(TlViews.post(post, channel, false), post.pts(), 1)),
          List.of(TlViews.minUser(sender)),
          List.of(TlViews.minChannel(channel)),
          now);
    }
  }
}
