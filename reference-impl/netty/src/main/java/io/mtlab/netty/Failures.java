package io.mtlab.netty;

import io.mtlab.mtproto.machine.Conn;
import org.jspecify.annotations.Nullable;

/**
 * Hears of bugs: what a machine or its owner threw. The connection at which it happened is cut;
 * everything else goes on. Called on an event loop; must not block.
 */
@FunctionalInterface
public interface Failures {
  /**
   * Something was thrown.
   *
   * @param conn at which connection; null if it was at none
   */
  void failed(@Nullable Conn conn, Throwable why);
}
