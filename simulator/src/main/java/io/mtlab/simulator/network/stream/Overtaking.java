package io.mtlab.simulator.network.stream;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Unit;
import java.util.PriorityQueue;

/** Datagrams on their way, each with its own time of arrival, as in netem's queue. */
final class Overtaking {
  private final PriorityQueue<Flight> flights = new PriorityQueue<>();
  private long count;
  private int bytes;

  /** Of equal times the one that was sent first is the first. */
  private record Flight(Unit unit, long due, long number) implements Comparable<Flight> {
    @Override
    public int compareTo(Flight other) {
      return due == other.due ? Long.compare(number, other.number) : Long.compare(due, other.due);
    }
  }

  void add(Unit unit, long due) {
    flights.add(new Flight(unit, due, count++));
    bytes += unit.size();
  }

  /** Hands on what arrives up to {@code now}. */
  void leave(long now, Next next) {
    for (Flight first = flights.peek(); first != null && first.due <= now; first = flights.peek()) {
      flights.remove();
      bytes -= first.unit.size();
      next.take(first.unit, now);
    }
  }

  long firstDue() {
    Flight first = flights.peek();
    return first == null ? Time.NEVER : first.due;
  }

  int bytes() {
    return bytes;
  }
}
