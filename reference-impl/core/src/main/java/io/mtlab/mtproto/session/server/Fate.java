package io.mtlab.mtproto.session.server;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.tl.service.RpcAnswerDroppedRunning;
import io.mtlab.mtproto.tl.service.RpcError;

/** What became of a query. */
public enum Fate {
  /** It has not come, or is forgotten. */
  UNKNOWN,
  /** It is being executed. */
  RUNNING,
  /** It was answered by its result. */
  SUCCEEDED,
  /** It was answered by an rpc_error, or dropped. */
  FAILED;

  /** Of a query with this answer. */
  static Fate of(Bytes result) {
    int constructor = result.size() < 4 ? 0 : result.int32(0);
    boolean failed = constructor == RpcError.ID || constructor == RpcAnswerDroppedRunning.ID;
    return failed ? FAILED : SUCCEEDED;
  }
}
