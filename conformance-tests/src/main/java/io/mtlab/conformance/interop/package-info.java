/**
 * Implementations that others wrote against ours, over every transport that both speak.
 *
 * <p>In: implementations ({@code implementation}) and a place where servers come from ({@link
 * io.mtlab.conformance.interop.Servers}; the command line gives the reference server). A cell is
 * one implementation over one transport. Each cell has a server of its own, so that what the server
 * found belongs to it, and may run beside others. Out: an {@link
 * io.mtlab.conformance.interop.InteropReport}, as a table and as JSON; a cell that fails keeps what
 * the process wrote, what the server found, and the command that repeats it.
 */
@NullMarked
package io.mtlab.conformance.interop;

import org.jspecify.annotations.NullMarked;
