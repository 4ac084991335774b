/**
 * Vectors of HTTP and WebSocket: what a server says to requests, and when it answers those that
 * wait. A whole gate is asked; what is behind it is played here.
 */
@NullMarked
package io.mtlab.conformance.vectors.web;

import org.jspecify.annotations.NullMarked;
