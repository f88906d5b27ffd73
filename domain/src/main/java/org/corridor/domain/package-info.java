/**
 * Payments, money, parties and trade: the records, sealed states and ports that everything else
 * speaks in.
 */
@NullMarked
package org.corridor.domain;

import org.jspecify.annotations.NullMarked;
