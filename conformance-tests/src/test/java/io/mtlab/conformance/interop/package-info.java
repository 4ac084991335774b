@NullMarked
package io.mtlab.conformance.interop;

import org.jspecify.annotations.NullMarked;
