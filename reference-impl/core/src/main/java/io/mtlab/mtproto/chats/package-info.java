/**
 * Private chats, supergroups and channels (<a
 * href="https://core.telegram.org/api/channel">api/channel</a>): making and naming them, finding
 * them by name, coming and going, and messages in them. In: methods of {@code channels}, {@code
 * contacts} and {@code messages}. Out: their results, and news for the members.
 *
 * <p>One class for each method or small group; {@link io.mtlab.mtproto.chats.Chats} dispatches. A
 * message carries its text; replies, entities and markup are not kept. Knows the store's requests
 * and the entities of {@code domain}; {@code endpoint} makes it.
 */
@NullMarked
package io.mtlab.mtproto.chats;

import org.jspecify.annotations.NullMarked;
