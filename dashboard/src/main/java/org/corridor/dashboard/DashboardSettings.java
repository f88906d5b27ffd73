package org.corridor.dashboard;

/**
 * What the pages must be told.
 *
 * @param institution whose pages these are, for people
 */
public record DashboardSettings(String institution) {}
