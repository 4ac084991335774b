/**
 * A run as text, JSON, JUnit XML and one HTML page.
 *
 * <p>{@link io.mtlab.scenario.measure.Measurements} and a {@link io.mtlab.scenario.measure.Verdict}
 * come in, in a {@link io.mtlab.scenario.report.RunReport}; text goes out. Nothing here measures or
 * judges. {@code run.json} keeps the schema {@code scenarios/schema/run.json}; {@code report.html}
 * holds its pictures and style in itself, runs no script and asks no network. The engine calls
 * {@link io.mtlab.scenario.report.ReportFiles}, the command line prints {@link
 * io.mtlab.scenario.report.TextReport}.
 */
@NullMarked
package io.mtlab.scenario.report;

import org.jspecify.annotations.NullMarked;
