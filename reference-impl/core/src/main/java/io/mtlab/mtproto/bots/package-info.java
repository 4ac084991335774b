/**
 * Bots: signing in with a token (<a href="https://core.telegram.org/api/bots">api/bots</a>). In:
 * {@code auth.importBotAuthorization}. Out: its result, and the knowledge which bot is signed in
 * with a key. Knows the store's requests; {@code endpoint} makes it.
 */
@NullMarked
package io.mtlab.mtproto.bots;

import org.jspecify.annotations.NullMarked;
