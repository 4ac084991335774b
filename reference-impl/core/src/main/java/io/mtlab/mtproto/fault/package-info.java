/**
 * Names of broken rules. A {@link io.mtlab.mtproto.fault.Fault} says which rule a peer broke and in
 * which section it stands; {@link io.mtlab.mtproto.fault.ProtocolException} carries it to the layer
 * that reacts. Our own bugs are not faults: they are {@link IllegalStateException}s and are never
 * caught in the core.
 */
@NullMarked
package io.mtlab.mtproto.fault;

import org.jspecify.annotations.NullMarked;
