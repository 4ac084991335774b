@NullMarked
package io.mtlab.mtproto.bots;

import org.jspecify.annotations.NullMarked;
