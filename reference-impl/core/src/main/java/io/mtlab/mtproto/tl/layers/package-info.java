/**
 * Answers and queries of other layers: bytes of our own layer in, bytes of the client's out, and
 * back.
 *
 * <p>The generated records speak one layer only, ours. A client names its own in {@code
 * invokeWithLayer}; {@link io.mtlab.mtproto.tl.layers.Layers} finds its {@link
 * io.mtlab.mtproto.tl.layers.ApiLayer}, which costs nothing when it is ours. Otherwise a {@link
 * io.mtlab.mtproto.tl.layers.SchemaCodec} reads the value by one schema and writes it by the other,
 * field by field of the same name. The schemas of older layers are ours with the declarations of
 * {@code layers/until-N.tl}; another one may come from a whole {@code .tl} file at run time. Only
 * {@code rpc} and {@code endpoint} call this.
 */
@NullMarked
package io.mtlab.mtproto.tl.layers;

import org.jspecify.annotations.NullMarked;
