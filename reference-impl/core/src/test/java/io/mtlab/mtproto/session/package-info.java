@NullMarked
package io.mtlab.mtproto.session;

import org.jspecify.annotations.NullMarked;
