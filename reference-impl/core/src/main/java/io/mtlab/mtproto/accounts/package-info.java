/**
 * Accounts: signing in with a phone number and a code, signing up, signing out, and who is who (<a
 * href="https://core.telegram.org/api/auth">api/auth</a>). In: methods of {@code auth} and {@code
 * users}. Out: their results, and the knowledge who is signed in with a key.
 *
 * <p>One class for each method; {@link io.mtlab.mtproto.accounts.Accounts} dispatches. Knows the
 * store's requests and {@code crypto} for codes; {@code endpoint} makes it.
 */
@NullMarked
package io.mtlab.mtproto.accounts;

import org.jspecify.annotations.NullMarked;
