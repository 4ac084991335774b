package io.mtlab.mtproto.domain;

import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.machine.Answer;
import io.mtlab.mtproto.tl.TlObject;
import java.util.OptionalLong;

/** What the domain answers to a gate. */
public sealed interface DomainAnswer extends Answer {
  /**
   * The method's result.
   *
   * @param result what goes into rpc_result
   * @param signedIn when present, who is signed in with the asker's key from now on; 0 for nobody
   */
  record Result(TlObject result, OptionalLong signedIn) implements DomainAnswer {}

  /** The method was not carried out. */
  record Refused(RpcError error) implements DomainAnswer {}

  /** The key is kept and may be used. */
  record KeyKept() implements DomainAnswer {}

  /** Another key has the same id: the exchange has to make another one (dh_gen_retry). */
  record KeyTaken() implements DomainAnswer {}

  /**
   * A key that was kept before.
   *
   * @param key the key
   * @param serverSalt its first salt
   * @param madeAt when its exchange ended, in nanoseconds since the Unix epoch
   * @param userId who is signed in with it; 0 for nobody
   * @param layer the layer that its client named last; 0 for none
   */
  record KeyFound(AuthKey key, long serverSalt, long madeAt, long userId, int layer)
      implements DomainAnswer {
    @Override
    public String toString() {
      return "KeyFound[" + key + ", user " + userId + "]";
    }
  }

  /** Nobody has this key. */
  record KeyUnknown() implements DomainAnswer {}

  /** The key is no more. */
  record KeyForgotten() implements DomainAnswer {}

  /** The layer is remembered with the key. */
  record LayerKept() implements DomainAnswer {}
}
