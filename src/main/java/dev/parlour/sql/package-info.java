/** Statements with their values, and what the faults of a database mean. No feature, no rows. */
package dev.parlour.sql;
