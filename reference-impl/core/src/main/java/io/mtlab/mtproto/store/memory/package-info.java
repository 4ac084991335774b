/**
 * A store that remembers in memory only. In: {@link io.mtlab.mtproto.store.StoreRequest}s with the
 * asker's ticket. Out: the answer to each at once, within the same input. {@link
 * io.mtlab.mtproto.store.memory.MemoryStore} hands each request to the class that holds what it is
 * about. Nothing survives the process; {@code endpoint} makes it.
 */
@NullMarked
package io.mtlab.mtproto.store.memory;

import org.jspecify.annotations.NullMarked;
