/**
 * Runners for whole key exchanges, right and wrong (<a
 * href="https://core.telegram.org/mtproto/auth_key">auth_key</a>): the client and the server of the
 * reference implementation play their side with the random values that the test gives. A test goes
 * in; it returns, or says what differs. {@code VectorTypes} names them.
 */
@NullMarked
package io.mtlab.conformance.vectors.exchange;

import org.jspecify.annotations.NullMarked;
