package io.mtlab.mtproto.domain;

import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.store.StoreRequest;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.api.UpdatesType;

/**
 * One query on its way through a chapter. It ends with exactly one of {@link #answer}, {@link
 * #signedIn}, {@link #signedOut} and {@link #refuse}.
 */
public interface Call {
  /** Who asks. */
  Asker asker();

  /** The method's result. */
  void answer(TlObject result);

  /** The method's result, after which this user is signed in with the asker's key. */
  void signedIn(TlObject result, long userId);

  /** The method's result, after which nobody is signed in with the asker's key. */
  void signedOut(TlObject result);

  /** The method is not carried out. */
  void refuse(RpcError error);

  /** Asks the store; {@code next} goes on when it has answered. */
  void ask(StoreRequest request, Step next);

  /** Tells others. */
  void tell(Audience audience, UpdatesType updates);
}
