/**
 * The layers stacked into machines: {@link io.mtlab.mtproto.endpoint.ClientEndpoint} is a client: a
 * session, the exchange of its key, and {@code Lines} that come and go; {@link
 * io.mtlab.mtproto.endpoint.ServerEndpoint} is the gate of a server; {@link
 * io.mtlab.mtproto.endpoint.LocalServer} is a gate with its domain and a store in memory behind it.
 * The only package that knows all layers; it has no rules of its own.
 *
 * <p>{@link io.mtlab.mtproto.endpoint.Domain} stacks the chapters of the API into one part.
 */
@NullMarked
package io.mtlab.mtproto.endpoint;

import org.jspecify.annotations.NullMarked;
