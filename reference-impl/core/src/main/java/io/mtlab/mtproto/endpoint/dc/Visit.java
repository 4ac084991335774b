package io.mtlab.mtproto.endpoint.dc;

import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.tl.TlMethod;
import java.util.ArrayList;
import java.util.List;

/** A call on its way from data centre to data centre. It comes to each once: no circles. */
final class Visit {
  /** So many data centres may send a call on. */
  static final int CENTRES_MAX = 5;

  private final Ticket ticket;
  private final TlMethod<?> method;
  private final List<Integer> been = new ArrayList<>(1);
  private boolean away;

  Visit(Ticket ticket, TlMethod<?> method, boolean away) {
    this.ticket = ticket;
    this.method = method;
    this.away = away;
  }

  Ticket ticket() {
    return ticket;
  }

  TlMethod<?> method() {
    return method;
  }

  /** Whether it leaves home and takes the authorization along. */
  boolean isAway() {
    return away;
  }

  void goesAway(boolean leaves) {
    away = leaves;
  }

  boolean wasAt(int dc) {
    return been.contains(dc) || been.size() == CENTRES_MAX;
  }

  /** Comes to a data centre; false if it was there before, or at too many. */
  boolean visits(int dc) {
    return !wasAt(dc) && been.add(dc);
  }
}
