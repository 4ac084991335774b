/**
 * Requests that wait: over HTTP a server may only send as the answer to a request, one frame for
 * each, so a session asks its connections when it may speak. {@link
 * io.mtlab.mtproto.endpoint.poll.OpenRequests} are those of one connection, {@link
 * io.mtlab.mtproto.endpoint.poll.Carriers} the connections of one session.
 *
 * @see <a
 *     href="https://core.telegram.org/mtproto/service_messages#http-waitlong-poll">http_wait</a>
 */
@NullMarked
package io.mtlab.mtproto.endpoint.poll;

import org.jspecify.annotations.NullMarked;
