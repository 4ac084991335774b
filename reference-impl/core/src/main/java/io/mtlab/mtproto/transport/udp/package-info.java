/**
 * MTProto over UDP. The documentation says that there is such a transport and not how its packets
 * look; this project defines it here. In: datagrams, each with the address it came from, and time.
 * Out: frames and datagrams.
 *
 * <p><b>Every datagram</b> has at most 1,200 bytes and begins with 28: the bytes {@code 6d 74 75}
 * ("mtu"), a byte that says what it is, and 24 bytes of the connection's token. Numbers are
 * little-endian.
 *
 * <table>
 * <caption>Datagrams; C is the client, S the server</caption>
 * <tr><td>1</td><td>C</td><td>hello: the token is the client's 8 random bytes and zeros;
 *     zeros up to 1,200 bytes in all</td></tr>
 * <tr><td>2</td><td>S</td><td>token: the client's 8 bytes, a period of time (4), a MAC
 *     (12)</td></tr>
 * <tr><td>3</td><td>both</td><td>fragment: frame number (4), index (2), count (2), 1 to 1,164
 *     bytes of the frame</td></tr>
 * <tr><td>4</td><td>S</td><td>challenge: a period (4) and a MAC (12)</td></tr>
 * <tr><td>5</td><td>C</td><td>proof: the challenge's 16 bytes</td></tr>
 * <tr><td>6</td><td>both</td><td>end: there is no such connection any more</td></tr>
 * </table>
 *
 * <p><b>No amplification, no state for strangers.</b> A hello is as long as a datagram can be; the
 * answer has 28 bytes and is a function of the hello, the address, the time and the server's secret
 * ({@link io.mtlab.mtproto.transport.udp.AddressMac}). Only a fragment that brings the token back
 * from the same address within a minute makes a connection. Whatever a server answers to an address
 * that has not done so is shorter than what it got.
 *
 * <p><b>The token names the connection</b>, not the address: when a NAT gives the client another
 * one, its next fragment is answered by a challenge, and dropped; the proof moves the connection.
 * The challenge is a MAC as well, so nothing is remembered of it.
 *
 * <p><b>Frames</b> are what other transports carry: one message under a key or without one, or the
 * four bytes of a transport error. They are numbered by each side from 0 and cut into fragments of
 * equal size but the last. Datagrams are sent once. A frame of which one is lost is never complete
 * and forgotten after ten seconds; the session sends the message again in a new frame, as it does
 * for everything that is not acknowledged, and a key exchange repeats its query by its timers.
 * Frames may overtake each other, and one that comes twice is a message that comes twice: both is
 * the session's business. To keep frames in one datagram, a session that is told of datagrams makes
 * small containers.
 *
 * <p><b>Who can do what.</b> Off the path, nobody can guess a token: a forged or stray datagram
 * costs a comparison, or one MAC, and changes nothing. On the path one can read the token, and so
 * drop, repeat and add fragments, move the connection to an address at which one receives, and end
 * it: what one can do to a TCP connection. None of it opens a message, makes one or changes one:
 * that is what the keys above are for.
 *
 * <p>Begin with {@link io.mtlab.mtproto.transport.udp.UdpClient}, {@link
 * io.mtlab.mtproto.transport.udp.UdpServer} and, for the server's one port, {@link
 * io.mtlab.mtproto.transport.udp.UdpDoor}.
 *
 * @see <a href="https://core.telegram.org/mtproto/transports#udp">UDP</a>
 */
@NullMarked
package io.mtlab.mtproto.transport.udp;

import org.jspecify.annotations.NullMarked;
