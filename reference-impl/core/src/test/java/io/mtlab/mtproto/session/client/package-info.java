/** Tests of the client's half of a session. */
@NullMarked
package io.mtlab.mtproto.session.client;

import org.jspecify.annotations.NullMarked;
