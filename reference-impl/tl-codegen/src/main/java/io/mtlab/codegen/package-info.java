/**
 * Writes Java from {@code .tl} files, at build time only. In: a directory of schemas. Out: records
 * and sealed interfaces in {@code target/generated-sources/tl} of the core. Knows only {@code
 * io.mtlab.schema}; the build calls {@link io.mtlab.codegen.Main}, nothing else does.
 */
@NullMarked
package io.mtlab.codegen;

import org.jspecify.annotations.NullMarked;
