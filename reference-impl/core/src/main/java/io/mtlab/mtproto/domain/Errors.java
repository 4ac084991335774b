package io.mtlab.mtproto.domain;

import io.mtlab.mtproto.fault.RpcError;

/** Errors that several chapters give. */
public final class Errors {
  /** Nobody is signed in with this key. */
  public static final RpcError AUTH_KEY_UNREGISTERED = new RpcError(401, "AUTH_KEY_UNREGISTERED");

  /** No such channel, or a wrong access hash. */
  public static final RpcError CHANNEL_INVALID = new RpcError(400, "CHANNEL_INVALID");

  /** A channel without a name that the asker is no member of. */
  public static final RpcError CHANNEL_PRIVATE = new RpcError(400, "CHANNEL_PRIVATE");

  /** No such user, or a wrong access hash. */
  public static final RpcError USER_ID_INVALID = new RpcError(400, "USER_ID_INVALID");

  private Errors() {}
}
