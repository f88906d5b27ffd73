/** The application: main class, REST, security, wiring and configuration. */
@NullMarked
package org.corridor.gateway;

import org.jspecify.annotations.NullMarked;
