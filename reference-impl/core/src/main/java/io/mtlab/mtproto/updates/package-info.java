/**
 * What a client has missed (<a href="https://core.telegram.org/api/updates">api/updates</a>). In:
 * {@code updates.getState}, {@code updates.getDifference} and {@code updates.getChannelDifference}.
 * Out: their results. Every event of a channel has its pts in the store; it is either pushed or
 * found here.
 *
 * <p>The box of an account is empty as long as there are no private chats. Knows the store's
 * requests and the entities of {@code domain}; {@code endpoint} makes it.
 */
@NullMarked
package io.mtlab.mtproto.updates;

import org.jspecify.annotations.NullMarked;
