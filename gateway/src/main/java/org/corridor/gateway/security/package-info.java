/**
 * Who may do what: the OIDC issuer in process or outside, its roles, and the guards of pages and
 * API.
 */
@NullMarked
package org.corridor.gateway.security;

import org.jspecify.annotations.NullMarked;
