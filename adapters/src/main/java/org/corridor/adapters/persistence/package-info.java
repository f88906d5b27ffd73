/** The one truth in PostgreSQL: the domain's stores, books and outbox in SQL, by the batch. */
@NullMarked
package org.corridor.adapters.persistence;

import org.jspecify.annotations.NullMarked;
