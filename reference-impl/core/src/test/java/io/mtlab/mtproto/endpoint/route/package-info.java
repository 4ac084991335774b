@NullMarked
package io.mtlab.mtproto.endpoint.route;

import org.jspecify.annotations.NullMarked;
