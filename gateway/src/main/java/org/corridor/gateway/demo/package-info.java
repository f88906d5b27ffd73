/**
 * The demo: two banks, one ledger and the engines below them, as child processes on one machine.
 */
@NullMarked
package org.corridor.gateway.demo;

import org.jspecify.annotations.NullMarked;
