/**
 * Networks as data: the words with their units and bounds, what a network does to a connection in
 * these words, and the networks that have names. Makes the stages of {@code stream} and {@code
 * frame}; the links of {@code world} and the proxies of {@code toxiproxy} are told in its words.
 */
@NullMarked
package io.mtlab.simulator.network.profile;

import org.jspecify.annotations.NullMarked;
