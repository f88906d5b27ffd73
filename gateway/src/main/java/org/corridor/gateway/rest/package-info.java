/** The REST edge: messages and payments in, resources out, and the other bank's signed requests. */
@NullMarked
package org.corridor.gateway.rest;

import org.jspecify.annotations.NullMarked;
