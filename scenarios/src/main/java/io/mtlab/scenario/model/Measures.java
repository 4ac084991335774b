package io.mtlab.scenario.model;

import java.util.List;

/** The numbers of {@code run.json} on which an expectation may set a bound, by dotted name. */
public final class Measures {
  /** Sorted by chapter; latencies are in milliseconds. */
  public static final List<String> NAMES =
      List.of(
          "deliveries.expected",
          "deliveries.received",
          "deliveries.missing",
          "deliveries.duplicated",
          "deliveries.outOfOrder",
          "members.expected",
          "members.joined",
          "throughput.deliveriesPerSecond",
          "latencyMs.delivery.p50",
          "latencyMs.delivery.p90",
          "latencyMs.delivery.p99",
          "latencyMs.delivery.max",
          "latencyMs.handshake.p50",
          "latencyMs.handshake.p90",
          "latencyMs.handshake.p99",
          "latencyMs.handshake.max",
          "keys.bound",
          "keys.renewed",
          "keys.permanentUsed",
          "transports.elsewhere",
          "transports.moves",
          "findings.refused",
          "findings.tolerated",
          "wire.bytesUp",
          "wire.bytesDown",
          "wire.bytesPerDelivery");

  private Measures() {}
}
