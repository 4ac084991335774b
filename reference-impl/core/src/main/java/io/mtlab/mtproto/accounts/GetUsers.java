package io.mtlab.mtproto.accounts;

import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.domain.Step;
import io.mtlab.mtproto.domain.TlViews;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.store.AccountAnswer;
import io.mtlab.mtproto.store.AccountRequest;
import io.mtlab.mtproto.store.StoreAnswer;
import io.mtlab.mtproto.store.StoredAccount;
import io.mtlab.mtproto.tl.TlVector;
import io.mtlab.mtproto.tl.api.InputUser;
import io.mtlab.mtproto.tl.api.InputUserSelf;
import io.mtlab.mtproto.tl.api.InputUserType;
import io.mtlab.mtproto.tl.api.UserEmpty;
import io.mtlab.mtproto.tl.api.UserType;
import io.mtlab.mtproto.tl.api.UsersGetUsers;
import java.util.ArrayList;
import java.util.List;

/**
 * users.getUsers: an empty user stands for one that does not exist or whose access hash is wrong.
 *
 * @see <a href="https://core.telegram.org/method/users.getUsers">users.getUsers</a>
 */
final class GetUsers {
  /** How many may be asked for at once. */
  static final int USERS_MAX = 200;

  static final RpcError LIMIT_INVALID = new RpcError(400, "LIMIT_INVALID");

  void handle(UsersGetUsers method, Call call) {
    List<InputUserType> asked = method.id();
    if (asked.size() > USERS_MAX) {
      call.refuse(LIMIT_INVALID);
      return;
    }
    List<Long> ids = new ArrayList<>(asked.size());
    for (InputUserType input : asked) {
      ids.add(idOf(input, call));
    }
    call.ask(new AccountRequest.ByIds(ids), new LookedUp(asked));
  }

  private static long idOf(InputUserType input, Call call) {
    return switch (input) {
      case InputUserSelf self -> call.asker().userId();
      case InputUser user -> user.userId();
      default -> 0;
    };
  }

  private record LookedUp(List<InputUserType> asked) implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      if (!(answer instanceof AccountAnswer.All all)) {
        throw new IllegalStateException("no accounts: " + answer);
      }
      List<UserType> users = new ArrayList<>(asked.size());
      for (InputUserType input : asked) {
        users.add(seen(input, all.accounts(), call));
      }
      call.answer(new TlVector<>(users));
    }

    private static UserType seen(InputUserType input, List<StoredAccount> accounts, Call call) {
      long id = idOf(input, call);
      for (StoredAccount account : accounts) {
        if (account.id() == id && mayName(input, account)) {
          return TlViews.user(account, call.asker().userId());
        }
      }
      return new UserEmpty(id);
    }

    private static boolean mayName(InputUserType input, StoredAccount account) {
      return !(input instanceof InputUser user)
          || user.accessHash() == account.account().accessHash();
    }
  }
}
