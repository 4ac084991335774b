/**
 * What went over the wire, for people to look at. In: the units of watched connections ({@link
 * io.mtlab.simulator.network.Tap}) as they enter and leave the network, and the authorization keys
 * of the clients. Out: a folder with a pcapng file for each leg, the keys in a file beside them, a
 * log of each connection with one line a frame, and a picture of one connection's frames.
 *
 * <p>The <em>client's leg</em> is what lies between the client and the network, before anything was
 * lost or late; the <em>server's leg</em> is what lies behind it. Headers of IP, TCP and UDP are
 * made up: addresses tell the node, and the numbers and checksums are right, so that Wireshark
 * follows the streams. A frame is found again on the other leg by its content.
 *
 * <p>Whoever has the files has the keys: a capture is written only on request.
 */
@NullMarked
package io.mtlab.simulator.capture;

import org.jspecify.annotations.NullMarked;
