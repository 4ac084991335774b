package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.handshake.ServerHandshake;
import io.mtlab.mtproto.tl.layers.Layers;
import io.mtlab.mtproto.transport.ServerTransports;

/**
 * What a gate is told at its start.
 *
 * @param exchange how keys are agreed on
 * @param layers what clients may speak; one gate's own
 * @param transports what is spoken on connections
 * @param limits how much one address may have
 */
public record ServerSettings(
    ServerHandshake.Settings exchange,
    Layers layers,
    ServerTransports.Settings transports,
    AddressLimits limits) {
  /** A gate that speaks every transport that needs no settings. */
  public ServerSettings(ServerHandshake.Settings exchange, Layers layers) {
    this(exchange, layers, ServerTransports.Settings.DEFAULT, AddressLimits.DEFAULT);
  }
}
