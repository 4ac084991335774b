/**
 * What {@code /metrics} tells of a Toxiproxy server, in the text form of Prometheus: the bytes of
 * each proxy under the names and labels of Toxiproxy 2.12, and what the process uses under the
 * names that Prometheus' own clients give it.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition
 *     formats</a>
 */
@NullMarked
package io.mtlab.simulator.toxiproxy.metrics;

import org.jspecify.annotations.NullMarked;
