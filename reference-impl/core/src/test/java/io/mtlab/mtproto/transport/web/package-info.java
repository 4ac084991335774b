/** Tests of HTTP and WebSocket without what they carry. */
@NullMarked
package io.mtlab.mtproto.transport.web;

import org.jspecify.annotations.NullMarked;
