package io.mtlab.simulator.trace;

import io.mtlab.mtproto.endpoint.ServerEvent;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.RuleIds;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.simulator.network.Stream;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * One line of a trace. {@code node} is a node's name in the scenario, {@code tookNs} and {@code
 * latencyNs} are nanoseconds. A machine reports them like any other event of its own.
 */
public sealed interface TraceEvent extends Event {
  /** What a trace holds of a machine's event; null for nothing. */
  static @Nullable TraceEvent of(Event event) {
    return switch (event) {
      case TraceEvent traced -> traced;
      case ServerEvent.Finding(Fault fault, boolean tolerated) ->
          new Finding(fault.name(), String.join(" ", RuleIds.of(fault)), tolerated, 1);
      default -> null;
    };
  }

  /** The first line: what is run. The parameters stand in the order of the scenario. */
  record Run(String scenario, long seed, String time, SequencedMap<String, String> parameters)
      implements TraceEvent {}

  /** A phase of the scenario began or is over. */
  record Phase(String name, boolean ended) implements TraceEvent {}

  /** A node's {@code connection}-th connection carries its session; counted from 0. */
  record Connected(String node, int connection, String transport) implements TraceEvent {}

  /** A node's connection is no more. */
  record Disconnected(String node, int connection, Cause cause) implements TraceEvent {}

  /**
   * A node's session goes on over another transport.
   *
   * @param why a reason's name
   */
  record Moved(String node, String from, String to, String why) implements TraceEvent {}

  /** A node has an authorization key, made or provisioned. */
  record KeyAgreed(String node, long tookNs) implements TraceEvent {}

  /** A node's temporary key was bound, the {@code number}-th from 1; above 1 it was a renewal. */
  record KeyBound(String node, int number) implements TraceEvent {}

  /**
   * A server saw a client break a rule, {@code count} times since it was told last.
   *
   * @param fault the name of the rule
   * @param rules ids of the ledger, separated by spaces
   * @param tolerated whether the server overlooked it
   */
  record Finding(String fault, String rules, boolean tolerated, long count) implements TraceEvent {}

  /** A node is signed in. */
  record SignedIn(String node, long tookNs) implements TraceEvent {}

  /** A node is a member of the group. */
  record Joined(String node, long tookNs) implements TraceEvent {}

  /**
   * A post was handed to the protocol.
   *
   * @param post counts the posts of the run from 0
   * @param intendedNs when it was meant to be sent: nanoseconds since the run's start
   * @param audience how many members have to get it
   */
  record Posted(String node, long post, long intendedNs, int audience) implements TraceEvent {}

  /** A post was handed to a member's application: once for each time that this happens. */
  record Delivered(String node, long post, long latencyNs, Via via) implements TraceEvent {}

  /** The network lost, overtook or repeated the {@code index}-th frame of a direction. */
  record Decision(String node, String link, int connection, Stream stream, long index, String fault)
      implements TraceEvent {}

  /** How often the network decided in this second what is not listed one by one. */
  record Decisions(long second, SequencedMap<String, Long> counts) implements TraceEvent {}

  /** Bytes on all links in this second, as the clients' sockets see them. */
  record Wire(long second, long up, long down) implements TraceEvent {}

  /**
   * What a side used so far; in real time only.
   *
   * @param side {@code server}, {@code clients} or {@code network}
   * @param cpuNs CPU time since the start
   * @param heapBytes heap in use; 0 where it is not known
   * @param rssBytes resident memory; 0 where it is not known
   */
  record Stats(String side, long cpuNs, long heapBytes, long rssBytes, int connections)
      implements TraceEvent {}

  /** A node gave up, or an invariant does not hold. {@code why} is a fault's name or a reason. */
  record Failed(String node, String why) implements TraceEvent {}

  /** The file has reached its limit: from here on only what concerns the whole run is written. */
  record Truncated(long bytesMax) implements TraceEvent {}

  /** The last line. */
  record End(String outcome) implements TraceEvent {}

  /** How a post came to a member. */
  enum Via {
    /** The server pushed it. */
    UPDATE,
    /** The member asked for what it had missed. */
    DIFFERENCE
  }
}
