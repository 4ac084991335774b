@NullMarked
package io.mtlab.architecture.bad.session;

import org.jspecify.annotations.NullMarked;
