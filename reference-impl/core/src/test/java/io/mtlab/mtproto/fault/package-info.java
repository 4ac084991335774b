@NullMarked
package io.mtlab.mtproto.fault;

import org.jspecify.annotations.NullMarked;
