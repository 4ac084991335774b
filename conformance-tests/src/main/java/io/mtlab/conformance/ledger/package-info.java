/**
 * The ledger of requirements: every numbered rule of the protocol, who has to keep it, where it
 * stands, and which tests hold it. {@code conformance-tests/ledger/requirements.yaml} goes in, held
 * against the schema beside it; a {@link io.mtlab.conformance.ledger.Ledger} comes out, or a {@link
 * io.mtlab.conformance.ledger.LedgerException} that names line and column. Whether the lists of
 * tests are those that the tests' annotations make is held by {@code .mvn/checks}.
 */
@NullMarked
package io.mtlab.conformance.ledger;

import org.jspecify.annotations.NullMarked;
