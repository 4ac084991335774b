/**
 * The forms of files as JSON schemas: scenarios, {@code run.json} and what other commands print.
 * In: a JSON value. Out: what is wrong with it. Start at {@link
 * io.mtlab.scenario.model.schema.Schemas}; knows nobody.
 */
@NullMarked
package io.mtlab.scenario.model.schema;

import org.jspecify.annotations.NullMarked;
