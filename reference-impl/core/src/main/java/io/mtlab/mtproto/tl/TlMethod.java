package io.mtlab.mtproto.tl;

import io.mtlab.mtproto.fault.ProtocolException;

/**
 * A query.
 *
 * @param <R> what answers it: a record, {@link TlBool} or {@link TlVector}
 */
public interface TlMethod<R extends TlObject> extends TlObject {
  /**
   * Reads the answer from the body of an {@code rpc_result} that is neither an error nor packed.
   *
   * @throws ProtocolException {@code WRONG_TYPE} if it is an object of another type, or any other
   *     fault of a malformed value
   */
  R readAnswer(TlReader reader) throws ProtocolException;
}
