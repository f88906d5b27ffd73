/** SWIFT FIN: the MT103, split, checked and written. */
@NullMarked
package org.corridor.adapters.swift;

import org.jspecify.annotations.NullMarked;
