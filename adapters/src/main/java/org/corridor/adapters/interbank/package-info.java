/**
 * The exchange between two gateways over HTTP: whose account is this address, and do you agree to
 * this payment; both ends, and the directory of our own accounts.
 */
@NullMarked
package org.corridor.adapters.interbank;

import org.jspecify.annotations.NullMarked;
