/** In-memory doubles of the ports, their contract suites, and samples to try them with. */
package org.corridor.domain.testing;
