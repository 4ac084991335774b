/**
 * {@code mtlab bench}: figures that are ratios. What is compared takes turns in one run, so that a
 * busy machine slows all of it; of all rounds the median counts. {@link
 * io.mtlab.scenario.bench.ProxyBench} and {@link io.mtlab.scenario.bench.VirtualBench} are the
 * entries.
 */
@NullMarked
package io.mtlab.scenario.bench;

import org.jspecify.annotations.NullMarked;
