/**
 * {@code mtlab bench}: figures that are ratios. What is compared takes turns in one run, so that a
 * busy machine slows all of it; of all rounds the median counts. {@link
 * io.mtlab.scenario.bench.ProxyBench} is the entry.
 */
@NullMarked
package io.mtlab.scenario.bench;

import org.jspecify.annotations.NullMarked;
