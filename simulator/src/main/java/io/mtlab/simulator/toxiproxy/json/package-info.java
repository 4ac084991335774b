/**
 * JSON as Toxiproxy reads and writes it, which is as Go's {@code encoding/json} does: one value is
 * read and what follows it is ignored, keys match whatever their case, null leaves a field as it
 * is, and errors have that library's words, since clients show and match them. In: the body of a
 * request. Out: a tree of {@link io.mtlab.simulator.toxiproxy.json.Json}, fields by name, or text
 * for an answer. Only {@code toxiproxy} uses it.
 *
 * @see <a href="https://pkg.go.dev/encoding/json">encoding/json</a>
 */
@NullMarked
package io.mtlab.simulator.toxiproxy.json;

import org.jspecify.annotations.NullMarked;
