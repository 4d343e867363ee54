/** The server's secret in PostgreSQL. Nobody names this package; CDI wires it. */
package dev.parlour.http.store;
