/**
 * Updates, pushed and missed (<a href="https://core.telegram.org/api/updates">api/updates</a>), at
 * both sides.
 *
 * <p>The server's: {@code updates.getState}, {@code updates.getDifference} and {@code
 * updates.getChannelDifference} come in, their results go out. Every event of a channel, and of an
 * account's own mailbox, has its pts in the store; it is either pushed or found here. Knows the
 * store's requests and the entities of {@code domain}; {@code endpoint} makes it.
 *
 * <p>The client's: what was pushed comes in, in whatever order it came, and the answers to the
 * questions for what was missed; each update goes out once, in the order of its channel. {@link
 * io.mtlab.mtproto.updates.ChannelBox} holds the rules, {@link io.mtlab.mtproto.updates.Pushed}
 * takes apart what is pushed. No connections here: who has a box asks the server when the box says
 * so.
 */
@NullMarked
package io.mtlab.mtproto.updates;

import org.jspecify.annotations.NullMarked;
