/**
 * What a server's gate and its domain say to each other, and how a chapter of the API is asked. In:
 * {@link io.mtlab.mtproto.domain.DomainRequest}s of the gate, each with the {@link
 * io.mtlab.mtproto.domain.Asker} it comes from. Out: one {@link
 * io.mtlab.mtproto.domain.DomainAnswer} for each, and {@link io.mtlab.mtproto.domain.Delivery}s to
 * whoever should hear of it. Messages only, so that gate and domain may be processes of their own.
 *
 * <p>A chapter sees one query as a {@link io.mtlab.mtproto.domain.Call}. What it needs from the
 * store it asks with a {@link io.mtlab.mtproto.domain.Step}, which goes on when the answer is
 * there. The chapters and {@code endpoint} know this package; it knows no chapter and no wire.
 */
@NullMarked
package io.mtlab.mtproto.domain;

import org.jspecify.annotations.NullMarked;
