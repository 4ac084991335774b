/**
 * A client of several data centres (<a
 * href="https://core.telegram.org/api/datacenter">api/datacenter</a>). In: calls, at home or at a
 * certain data centre. Out: their answers, wherever they were given. {@link
 * io.mtlab.mtproto.endpoint.dc.DcClient} keeps an endpoint for each data centre, follows errors of
 * class 303, and lets the user in elsewhere by exporting and importing the authorization.
 *
 * <p>Knows {@code endpoint}, {@code rpc} and the methods of the API; no wire.
 */
@NullMarked
package io.mtlab.mtproto.endpoint.dc;

import org.jspecify.annotations.NullMarked;
