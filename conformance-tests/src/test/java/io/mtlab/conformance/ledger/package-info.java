@NullMarked
package io.mtlab.conformance.ledger;

import org.jspecify.annotations.NullMarked;
