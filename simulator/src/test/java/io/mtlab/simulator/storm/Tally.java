package io.mtlab.simulator.storm;

import io.mtlab.mtproto.endpoint.ClientEvent.Answered;
import io.mtlab.mtproto.endpoint.ClientEvent.Refused;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.simulator.invariant.Invariant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Each call is answered or refused once, unless its process has ended before. */
final class Tally implements Invariant {
  private final Set<Call> open = new LinkedHashSet<>();
  private int called;
  private final List<String> refusals = new ArrayList<>();
  private @Nullable String violation;

  private record Call(int node, Ticket ticket) {}

  @Override
  public String name() {
    return "answered-once";
  }

  void called(int node, Ticket ticket) {
    called++;
    open.add(new Call(node, ticket));
  }

  /** A process ended: nobody waits for the answers to its calls. */
  void restarted(int node) {
    open.removeIf(call -> call.node == node);
  }

  int open() {
    return open.size();
  }

  int called() {
    return called;
  }

  /** What the server said instead of an answer. */
  List<String> refusals() {
    return refusals;
  }

  @Override
  public void happened(int node, Event event, long now) {
    if (event instanceof Refused refused) {
      refusals.add(refused.error().toString());
    }
    switch (event) {
      case Answered answered -> settled(node, answered.ticket());
      case Refused gone -> settled(node, gone.ticket());
      default -> {}
    }
  }

  private void settled(int node, Ticket ticket) {
    if (!open.remove(new Call(node, ticket))) {
      violation = "node " + node + " was told twice what became of " + ticket;
    }
  }

  @Override
  public @Nullable String violation() {
    return violation;
  }
}
