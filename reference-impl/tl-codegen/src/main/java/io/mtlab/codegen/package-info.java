/**
 * Writes Java from {@code .tl} files at build time: a {@link io.mtlab.schema.Schema} in, a folder
 * of records and sealed interfaces out. A constructor becomes a record, a type with several
 * constructors a sealed interface, a method a record that reads its own answer; they call the
 * core's {@code TlReader} and {@code TlWriter} directly. Only the core's build calls this, through
 * {@link io.mtlab.codegen.Main}; nothing at run time knows it.
 */
@NullMarked
package io.mtlab.codegen;

import org.jspecify.annotations.NullMarked;
