/**
 * The outside world behind the domain's ports: bank messages, persistence, and the ledgers we
 * settle on.
 */
@NullMarked
package org.corridor.adapters;

import org.jspecify.annotations.NullMarked;
