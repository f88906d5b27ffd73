package org.corridor.adapters.persistence;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The tables, brought to the form that this version needs by the scripts in db/migrations. */
public final class Migrations {
  /** Where the scripts are. */
  public static final String LOCATION = "classpath:db/migrations";

  private Migrations() {}

  /** Runs the scripts that have not run; several instances may start at once. */
  public static void apply(DataSource database) {
    Flyway.configure().dataSource(database).locations(LOCATION).load().migrate();
  }
}
