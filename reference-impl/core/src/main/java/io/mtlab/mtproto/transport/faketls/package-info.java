/**
 * What MTProxy with an {@code ee} secret looks like to whoever watches: TLS 1.3 of a browser that
 * visits a web site. No document of the protocol's describes it; this is what the clients and
 * proxies in the field agree on. The client proves in the random of its ClientHello that it has the
 * secret, the server in that of its ServerHello; then the obfuscated stream travels in records that
 * look enciphered.
 *
 * <p>In: a secret, the time, chance. Out: hellos, and records to bytes and back. {@link
 * io.mtlab.mtproto.transport.faketls.ClientHello} and {@link
 * io.mtlab.mtproto.transport.faketls.ServerHello} are the two messages, {@link
 * io.mtlab.mtproto.transport.faketls.Records} what follows. Knows {@code bytes}, {@code crypto} and
 * {@code fault}; {@code transport} calls it.
 */
@NullMarked
package io.mtlab.mtproto.transport.faketls;

import org.jspecify.annotations.NullMarked;
