package io.mtlab.mtproto.endpoint.route;

/** Why a client thinks ill of a route, or moves to another one. */
public enum Reason {
  /** Nobody listens there. */
  REFUSED(2),
  /** No connection stood in time, or there is no way. */
  UNREACHABLE(1),
  /** A connection was cut or ended by the other side. */
  CUT(2),
  /** A connection stood, but nothing ever came over it. */
  SILENT(1),
  /** What had been going well went quiet. */
  STALLED(1),
  /** The server broke a rule on it, or somebody on the way did. */
  DISTRUSTED(2),
  /** The server said that it is asked too much. */
  FLOODED(3),
  /** The server said that this address is of another data centre. */
  WRONG_DC(1),
  /** Answers take long, and another route was tried and is much faster. */
  SLOW(1),
  /** A route that the client likes better works again. */
  PREFERRED(1);

  private final int strikes;

  Reason(int strikes) {
    this.strikes = strikes;
  }

  /** After so many in a row a route is left alone. */
  int strikes() {
    return strikes;
  }
}
