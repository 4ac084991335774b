/**
 * Queries and answers: <a href="https://core.telegram.org/api/invoking">invoking</a>. A {@link
 * io.mtlab.mtproto.rpc.Caller} turns methods into the bodies that a session sends, and answers into
 * objects; a {@link io.mtlab.mtproto.rpc.Responder} takes the wrappers off a query and says what is
 * to be executed. Neither knows what a method means.
 */
@NullMarked
package io.mtlab.mtproto.rpc;

import org.jspecify.annotations.NullMarked;
