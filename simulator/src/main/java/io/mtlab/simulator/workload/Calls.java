package io.mtlab.simulator.workload;

import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.TlObject;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The queries of an actor that are not answered yet, with what is to follow. A query that the
 * server asks to put off ({@code FLOOD_WAIT_X}), or fails at itself (500), is sent again by and by.
 */
final class Calls {
  /** So often a query is put again that the server fails at. */
  static final int SERVER_ERRORS_MAX = 5;

  /** So long a query is put off at most. */
  private static final int FLOOD_WAIT_SECONDS_MAX = 3_600;

  private static final String FLOOD_WAIT = "FLOOD_WAIT_";
  private static final int SERVER_ERROR = 500;

  /** Sends a query. */
  @FunctionalInterface
  interface Sender {
    /** Sends it behind others, if any; the ticket comes back with the answer. */
    Ticket send(TlMethod<?> method, List<Ticket> after, long now);
  }

  /** What follows an answer. */
  @FunctionalInterface
  interface Then<R> {
    /** The server answered. */
    void answered(R answer, long now);
  }

  /** What follows a refusal for good. */
  @FunctionalInterface
  interface Refused {
    /** The server refused. */
    void refused(RpcError error, long now);
  }

  private record Call<R extends TlObject>(
      TlMethod<R> method, Then<? super R> then, Refused refused, int errors) {
    @SuppressWarnings("unchecked") // the answer was read by this very method
    void answered(TlObject answer, long now) {
      then.answered((R) answer, now);
    }

    Call<R> afterError() {
      return new Call<>(method, then, refused, errors + 1);
    }
  }

  private record PutOff(long until, long number, Call<?> call) {}

  private final Sender sender;

  /** Looked up only: its order means nothing. */
  private final Map<Ticket, Call<?>> open = new HashMap<>(2);

  private @Nullable PriorityQueue<PutOff> putOff;
  private long putOffCount;

  Calls(Sender sender) {
    this.sender = sender;
  }

  <R extends TlObject> void send(
      TlMethod<R> method, Then<? super R> then, Refused refused, long now) {
    send(new Call<>(method, then, refused, 0), List.of(), now);
  }

  /** Sends a query that the server executes after the one of this ticket, if that is open. */
  <R extends TlObject> Ticket sendAfter(
      List<Ticket> earlier, TlMethod<R> method, Then<? super R> then, Refused refused, long now) {
    return send(new Call<>(method, then, refused, 0), earlier, now);
  }

  void answered(Ticket ticket, TlObject answer, long now) {
    Call<?> call = open.remove(ticket);
    if (call != null) {
      call.answered(answer, now);
    }
  }

  void refused(Ticket ticket, RpcError error, long now) {
    Call<?> call = open.remove(ticket);
    if (call == null) {
      return;
    }
    long wait = waitFor(error, call.errors());
    if (wait == Time.NEVER) {
      call.refused().refused(error, now);
      return;
    }
    PriorityQueue<PutOff> queue = putOff;
    if (queue == null) {
      queue =
          new PriorityQueue<>(
              Comparator.comparingLong(PutOff::until).thenComparingLong(PutOff::number));
      putOff = queue;
    }
    queue.add(new PutOff(now + wait, putOffCount, call.afterError()));
    putOffCount++;
  }

  /** Sends again what is due. */
  void wake(long now) {
    PriorityQueue<PutOff> queue = putOff;
    while (queue != null && nextWake() <= now) {
      send(queue.remove().call(), List.of(), now);
    }
  }

  long nextWake() {
    PutOff first = putOff == null ? null : putOff.peek();
    return first == null ? Time.NEVER : first.until();
  }

  private Ticket send(Call<?> call, List<Ticket> after, long now) {
    Ticket ticket = sender.send(call.method(), after, now);
    open.put(ticket, call);
    return ticket;
  }

  /** How long to wait before the query is sent again; never for a refusal for good. */
  private static long waitFor(RpcError error, int errors) {
    if (error.text().startsWith(FLOOD_WAIT)) {
      return seconds(error.text().substring(FLOOD_WAIT.length())) * Time.SECOND;
    }
    boolean again = error.code() == SERVER_ERROR && errors < SERVER_ERRORS_MAX;
    return again ? Time.SECOND << errors : Time.NEVER;
  }

  private static int seconds(String digits) {
    try {
      return Math.clamp(Integer.parseInt(digits), 1, FLOOD_WAIT_SECONDS_MAX);
    } catch (NumberFormatException e) {
      return 1;
    }
  }
}
