@NullMarked
package io.mtlab.mtproto.domain;

import org.jspecify.annotations.NullMarked;
