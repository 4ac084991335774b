package io.mtlab.mtproto.domain;

import io.mtlab.mtproto.tl.TlMethod;

/** One chapter of the API on the server. */
public interface Chapter {
  /**
   * Begins with a query.
   *
   * @return whether the method belongs to this chapter; if not, nothing has happened
   */
  boolean handles(TlMethod<?> method, Call call, long now);
}
