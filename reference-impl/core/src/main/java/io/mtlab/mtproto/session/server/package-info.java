/**
 * A server's half of a session: the rules that each message of a client has to keep, what became of
 * its queries, and what is kept until the client acknowledges it. In: decrypted messages, answers
 * and news. Out: frames and queries, each once, through {@link
 * io.mtlab.mtproto.session.server.ServerSession.Out}.
 *
 * <p>{@code endpoint} makes a {@link io.mtlab.mtproto.session.server.ServerSession} for each
 * session_id that a client uses under a key. The client's half is beside it, and neither knows the
 * other.
 */
@NullMarked
package io.mtlab.mtproto.session.server;

import org.jspecify.annotations.NullMarked;
