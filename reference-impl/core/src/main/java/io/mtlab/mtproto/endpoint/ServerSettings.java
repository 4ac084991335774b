package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.handshake.ServerHandshake;

/**
 * What a gate is told at its start.
 *
 * @param exchange how keys are agreed on
 * @param layer the layer of the schema that the domain speaks
 */
public record ServerSettings(ServerHandshake.Settings exchange, int layer) {}
