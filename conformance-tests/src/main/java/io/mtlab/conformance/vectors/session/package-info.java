/**
 * Runners for the vectors of messages under a key: whole messages, ids, numbers, salts, containers,
 * packed objects and errors (<a
 * href="https://core.telegram.org/mtproto/description">description</a>). The rules that need a
 * session are put to a real one: messages go in, and what it says is judged.
 */
@NullMarked
package io.mtlab.conformance.vectors.session;

import org.jspecify.annotations.NullMarked;
