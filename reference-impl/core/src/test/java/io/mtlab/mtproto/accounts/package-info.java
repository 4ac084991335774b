@NullMarked
package io.mtlab.mtproto.accounts;

import org.jspecify.annotations.NullMarked;
