/**
 * A client's half of a session: queries to send, answers that came, salts, and what is done about
 * each service message of a server. In: a key, bodies to send and frames that arrived. Out: frames,
 * answers and updates, through {@link io.mtlab.mtproto.session.client.ClientSession.Out}.
 *
 * <p>{@code endpoint} makes a {@link io.mtlab.mtproto.session.client.ClientSession} for each key
 * that it has, and tells it of connections and of time. The server's half is beside it, and neither
 * knows the other.
 */
@NullMarked
package io.mtlab.mtproto.session.client;

import org.jspecify.annotations.NullMarked;
