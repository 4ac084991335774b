/**
 * Data centres: the configuration that a client begins with (<a
 * href="https://core.telegram.org/api/datacenter">api/datacenter</a>). In: {@code help.getConfig},
 * {@code help.getNearestDc} and {@code help.getAppConfig}. Out: what {@link
 * io.mtlab.mtproto.dc.DcSettings} says. Asks no store; {@code endpoint} makes it.
 */
@NullMarked
package io.mtlab.mtproto.dc;

import org.jspecify.annotations.NullMarked;
