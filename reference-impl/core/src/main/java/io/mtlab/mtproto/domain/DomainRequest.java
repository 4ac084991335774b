package io.mtlab.mtproto.domain;

import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.machine.Request;
import io.mtlab.mtproto.tl.TlMethod;

/** What a gate asks the domain. */
public sealed interface DomainRequest extends Request {
  /**
   * Somebody calls a method of the API. Answered by {@link DomainAnswer.Result} or {@link
   * DomainAnswer.Refused}.
   */
  record Query(Asker asker, TlMethod<?> method) implements DomainRequest {}

  /**
   * An exchange made this permanent key: may it be kept? {@link DomainAnswer.KeyKept}, {@link
   * DomainAnswer.KeyTaken}.
   *
   * @param key the key
   * @param serverSalt its first salt
   * @param madeAt when the exchange ended, in nanoseconds since the Unix epoch
   */
  record KeepKey(AuthKey key, long serverSalt, long madeAt) implements DomainRequest {
    @Override
    public String toString() {
      return "KeepKey[" + key + "]";
    }
  }

  /** Whose key is this? {@link DomainAnswer.KeyFound}, {@link DomainAnswer.KeyUnknown}. */
  record FindKey(long authKeyId) implements DomainRequest {}

  /** A key is destroyed. {@link DomainAnswer.KeyForgotten}, {@link DomainAnswer.KeyUnknown}. */
  record ForgetKey(long authKeyId) implements DomainRequest {}

  /**
   * A key's client has named its layer. {@link DomainAnswer.LayerKept}, {@link
   * DomainAnswer.KeyUnknown}.
   */
  record KeepLayer(long authKeyId, int layer) implements DomainRequest {}
}
