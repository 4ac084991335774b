package io.mtlab.mtproto.chats;

import io.mtlab.mtproto.domain.Audience;
import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.domain.Errors;
import io.mtlab.mtproto.domain.Step;
import io.mtlab.mtproto.domain.TlViews;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.store.AccountAnswer;
import io.mtlab.mtproto.store.AccountRequest;
import io.mtlab.mtproto.store.MailAnswer;
import io.mtlab.mtproto.store.MailRequest;
import io.mtlab.mtproto.store.StoreAnswer;
import io.mtlab.mtproto.store.StoredAccount;
import io.mtlab.mtproto.store.StoredLetter;
import io.mtlab.mtproto.tl.api.InputPeerSelf;
import io.mtlab.mtproto.tl.api.InputPeerType;
import io.mtlab.mtproto.tl.api.InputPeerUser;
import io.mtlab.mtproto.tl.api.UpdateMessageID;
import io.mtlab.mtproto.tl.api.UpdateNewMessage;
import io.mtlab.mtproto.tl.api.Updates;
import io.mtlab.mtproto.tl.api.UserType;
import java.util.List;

/**
 * messages.sendMessage to another account, or to oneself (Saved Messages). The message lies in both
 * mailboxes; the recipient's sessions and the sender's other ones hear of it, the sender's own gets
 * it as its answer. As in channels, a random_id that was used before brings the answer of the first
 * time, and nobody else hears of it.
 *
 * @see <a href="https://core.telegram.org/method/messages.sendMessage">messages.sendMessage</a>
 */
final class PrivateMessage {
  static final RpcError USER_IS_BOT = new RpcError(400, "USER_IS_BOT");

  /** What is to be sent, by whom and to whom. */
  private record Draft(StoredAccount sender, StoredAccount recipient, String text, long randomId) {}

  /** Whether this peer is an account. */
  static boolean isTo(InputPeerType peer) {
    return peer instanceof InputPeerUser || peer instanceof InputPeerSelf;
  }

  void send(InputPeerType peer, String text, long randomId, Call call) {
    long sender = call.asker().userId();
    long recipient = peer instanceof InputPeerUser user ? user.userId() : sender;
    call.ask(new AccountRequest.ByIds(List.of(sender, recipient)), new Known(peer, text, randomId));
  }

  private record Known(InputPeerType peer, String text, long randomId) implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      if (!(answer instanceof AccountAnswer.All all)) {
        throw new IllegalStateException("no accounts: " + answer);
      }
      List<StoredAccount> accounts = all.accounts();
      if (accounts.isEmpty() || accounts.getFirst().id() != call.asker().userId()) {
        call.refuse(Errors.AUTH_KEY_UNREGISTERED);
        return;
      }
      StoredAccount sender = accounts.getFirst();
      if (accounts.size() < 2 || !mayName(peer, accounts.get(1))) {
        call.refuse(SendMessage.PEER_ID_INVALID);
        return;
      }
      StoredAccount recipient = accounts.get(1);
      if (sender.bot() && recipient.bot()) {
        // Bots do not hear each other, nor themselves.
        call.refuse(USER_IS_BOT);
        return;
      }
      MailRequest.Deliver deliver =
          new MailRequest.Deliver(
              sender.id(), recipient.id(), randomId, TlViews.seconds(now), text);
      call.ask(deliver, new Remembered(new Draft(sender, recipient, text, randomId)));
    }

    private static boolean mayName(InputPeerType peer, StoredAccount account) {
      return !(peer instanceof InputPeerUser user)
          || user.accessHash() == account.account().accessHash();
    }
  }

  private record Remembered(Draft draft) implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      if (!(answer instanceof MailAnswer.Delivered delivered)) {
        throw new IllegalStateException("nothing was delivered: " + answer);
      }
      StoredAccount sender = draft.sender();
      Updates own = seen(delivered.sent(), sender, now);
      if (delivered.isNew()) {
        call.tell(Audience.OneUser.besides(call.asker()), own);
        if (draft.recipient().id() != sender.id()) {
          Updates theirs = seen(delivered.received(), draft.recipient(), now);
          call.tell(Audience.OneUser.whole(draft.recipient().id()), theirs);
        }
      }
      UpdateMessageID named = new UpdateMessageID(delivered.sent().id(), draft.randomId());
      call.answer(own.toBuilder().updates(List.of(named, own.updates().getFirst())).build());
    }

    /** The news as the owner of a mailbox hears it. */
    private Updates seen(StoredLetter letter, StoredAccount owner, long now) {
      List<UserType> users =
          draft.sender().equals(draft.recipient())
              ? List.of(TlViews.user(owner, owner.id()))
              : List.of(
                  TlViews.user(draft.sender(), owner.id()),
                  TlViews.user(draft.recipient(), owner.id()));
      return TlViews.updates(
          List.of(new UpdateNewMessage(TlViews.letter(letter, owner.id()), letter.pts(), 1)),
          users,
          List.of(),
          now);
    }
  }
}
