/**
 * What the server remembers. In: {@link io.mtlab.mtproto.store.StoreRequest}s with the asker's
 * ticket. Out: exactly one {@link io.mtlab.mtproto.store.StoreAnswer} for each, at once or later. A
 * change is answered only after it will be found again. The requests are grouped by what they are
 * about: {@link io.mtlab.mtproto.store.KeyRequest}, {@link io.mtlab.mtproto.store.AccountRequest},
 * {@link io.mtlab.mtproto.store.NameRequest}, {@link io.mtlab.mtproto.store.ChannelRequest}, {@link
 * io.mtlab.mtproto.store.MailRequest}.
 *
 * <p>{@link io.mtlab.mtproto.store.memory.MemoryStore} keeps everything in memory; a durable store
 * stands behind the same requests. The API chapters ask, through the domain; nobody calls a store
 * and waits for a value.
 */
@NullMarked
package io.mtlab.mtproto.store;

import org.jspecify.annotations.NullMarked;
