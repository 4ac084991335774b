/**
 * Which way to the server: over which transport, to which address, and when. In: what became of
 * lines and probes, and time. Out: what to dial next, what to try beside it, and why. Pure: it
 * dials nothing itself, and has no clock.
 *
 * <p>A client has {@link io.mtlab.mtproto.endpoint.route.Route}s in the order of its liking. {@link
 * io.mtlab.mtproto.endpoint.route.RoutePolicy} takes the first that works: one that fails is left
 * alone for a while, twice as long each time it fails soon after it came back, and tried again
 * beside the one in use before anything is moved to it. A client with one route has the same
 * policy, and only its pauses.
 */
@NullMarked
package io.mtlab.mtproto.endpoint.route;

import org.jspecify.annotations.NullMarked;
