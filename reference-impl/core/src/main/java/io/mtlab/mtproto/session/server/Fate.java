package io.mtlab.mtproto.session.server;

/** What became of a query. */
public enum Fate {
  /** It has not come, or is forgotten. */
  UNKNOWN,
  /** It is being executed. */
  RUNNING,
  /** It was answered by its result. */
  SUCCEEDED,
  /** It was answered by an rpc_error, or dropped. */
  FAILED
}
