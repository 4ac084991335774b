/**
 * Messages under an authorization key: the encrypted envelope, message ids, sequence numbers,
 * salts, acknowledgments, containers, packed objects, refused messages, state requests and sending
 * again. <a href="https://core.telegram.org/mtproto/description">description</a>, <a
 * href="https://core.telegram.org/mtproto/service_messages_about_messages">service messages about
 * messages</a>.
 *
 * <p>What both halves need stands here; {@code client} and {@code server} hold a half each, and
 * neither knows the other. A {@link io.mtlab.mtproto.session.client.ClientSession} and a {@link
 * io.mtlab.mtproto.session.server.ServerSession} outlive connections. In go decrypted messages and
 * bodies to send; out come plain messages to seal, answers and updates. A session knows neither how
 * its key came to be nor what carries its frames.
 */
@NullMarked
package io.mtlab.mtproto.session;

import org.jspecify.annotations.NullMarked;
