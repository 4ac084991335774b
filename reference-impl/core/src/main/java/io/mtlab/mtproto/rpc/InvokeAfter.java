package io.mtlab.mtproto.rpc;

import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.server.Fate;
import java.util.ArrayList;
import java.util.List;

/**
 * The queries of one session that are to be executed after others: they wait until those have
 * succeeded, but not for long, and not many of them.
 *
 * @see <a href="https://core.telegram.org/api/invoking#sequential-requests">sequential requests</a>
 */
public final class InvokeAfter {
  /** The longest wait for an earlier query. */
  public static final long WAIT_MAX = 500 * Time.MILLISECOND;

  /** So many queries of a session may wait at once; one more is refused as if it had waited. */
  public static final int WAITING_MAX = 256;

  /** An earlier query is neither done nor refused in time, or has not come. */
  static final RpcError TIMEOUT = new RpcError(400, "MSG_WAIT_TIMEOUT");

  /** An earlier query was refused. */
  static final RpcError FAILED = new RpcError(400, "MSG_WAIT_FAILED");

  private final Out out;
  private final List<Waiting> waiting = new ArrayList<>(2);
  private boolean settling;
  private boolean again;

  /** Knows what became of queries, and executes them. */
  public interface Out {
    /** What became of an earlier query. */
    Fate fateOf(long messageId);

    /** The time of this query has come. */
    void execute(long messageId, Responder.Verdict.Execute what);

    /** This query will not be executed. */
    void refuse(long messageId, RpcError why);
  }

  private record Waiting(long messageId, Responder.Verdict.Execute what, long until) {}

  /** No query waits. */
  public InvokeAfter(Out out) {
    this.out = out;
  }

  /** A query came: it is executed or refused at once, or waits. */
  public void received(long messageId, Responder.Verdict.Execute what, long now) {
    if (waiting.size() == WAITING_MAX) {
      out.refuse(messageId, TIMEOUT);
    } else {
      waiting.add(new Waiting(messageId, what, now + WAIT_MAX));
      settle(now);
    }
  }

  /** A query was answered: others may have waited for it. */
  public void answered(long now) {
    settle(now);
  }

  /** Time has passed: who has waited too long is refused. */
  public void wake(long now) {
    settle(now);
  }

  /** When {@link #wake} is wanted. */
  public long nextWake() {
    return waiting.isEmpty() ? Time.NEVER : waiting.getFirst().until();
  }

  /** Each query that ends may end others, which the loop sees: nothing calls itself. */
  private void settle(long now) {
    again = true;
    if (settling) {
      return;
    }
    settling = true;
    while (again) {
      again = false;
      for (Waiting query : List.copyOf(waiting)) {
        end(query, now);
      }
    }
    settling = false;
  }

  private void end(Waiting query, long now) {
    Fate fate = fateOfAll(query.what().after());
    if (fate == Fate.SUCCEEDED) {
      waiting.remove(query);
      out.execute(query.messageId(), query.what());
    } else if (fate == Fate.FAILED) {
      waiting.remove(query);
      out.refuse(query.messageId(), FAILED);
    } else if (query.until() <= now) {
      waiting.remove(query);
      out.refuse(query.messageId(), TIMEOUT);
    }
  }

  private Fate fateOfAll(List<Long> after) {
    Fate all = Fate.SUCCEEDED;
    for (long messageId : after) {
      Fate fate = out.fateOf(messageId);
      if (fate == Fate.FAILED) {
        return fate;
      }
      all = fate == Fate.SUCCEEDED ? all : fate;
    }
    return all;
  }
}
