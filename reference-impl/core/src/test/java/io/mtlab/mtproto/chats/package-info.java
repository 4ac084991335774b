@NullMarked
package io.mtlab.mtproto.chats;

import org.jspecify.annotations.NullMarked;
