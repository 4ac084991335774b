package io.mtlab.conformance.vectors.srp;

import io.mtlab.mtproto.domain.Asker;
import io.mtlab.mtproto.domain.Audience;
import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.domain.Step;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.store.AccountAnswer;
import io.mtlab.mtproto.store.AccountRequest;
import io.mtlab.mtproto.store.KeyAnswer;
import io.mtlab.mtproto.store.KeyRequest;
import io.mtlab.mtproto.store.NewAccount;
import io.mtlab.mtproto.store.PasswordAnswer;
import io.mtlab.mtproto.store.PasswordRequest;
import io.mtlab.mtproto.store.StoreAnswer;
import io.mtlab.mtproto.store.StoreRequest;
import io.mtlab.mtproto.store.StoredAccount;
import io.mtlab.mtproto.store.StoredPassword;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.api.UpdatesType;
import org.jspecify.annotations.Nullable;

/** One call of one account with a password, whose store answers at once. */
final class OneCall implements Call {
  /** The outcome of a call that was carried out. */
  static final String OK = "ok";

  private static final long USER = 1;

  private final StoredPassword password;
  private @Nullable TlObject answer;
  private String outcome = "no answer";

  OneCall(StoredPassword password) {
    this.password = password;
  }

  TlObject answer() {
    TlObject given = answer;
    if (given == null) {
      throw new IllegalStateException(outcome);
    }
    return given;
  }

  /** {@link #OK}, or the text of the error. */
  String outcome() {
    return outcome;
  }

  @Override
  public Asker asker() {
    return new Asker(1, 1, USER);
  }

  @Override
  public void answer(TlObject result) {
    answer = result;
    outcome = OK;
  }

  @Override
  public void signedIn(TlObject result, long userId) {
    answer(result);
  }

  @Override
  public void signedOut(TlObject result) {
    answer(result);
  }

  @Override
  public void refuse(RpcError error) {
    outcome = error.text();
  }

  @Override
  public void ask(StoreRequest request, Step next) {
    next.go(stored(request), this, 0);
  }

  private StoreAnswer stored(StoreRequest request) {
    return switch (request) {
      case PasswordRequest.Get _ -> new PasswordAnswer.Found(password);
      case AccountRequest.ById _ ->
          new AccountAnswer.Found(
              new StoredAccount(USER, new NewAccount("9996620001", "", "V", "", 1)));
      case KeyRequest.Authorize _ -> new KeyAnswer.Authorized(USER);
      default -> throw new IllegalStateException("not asked by these methods: " + request);
    };
  }

  @Override
  public void tell(Audience audience, UpdatesType updates) {
    throw new IllegalStateException("nobody is told");
  }
}
