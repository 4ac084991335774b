/** Tests of the server's half of a session. */
@NullMarked
package io.mtlab.mtproto.session.server;

import org.jspecify.annotations.NullMarked;
