/**
 * How a node comes up, is watched and goes down: migrations before anything else, health, metrics.
 *
 * <p>Nobody names this package. What others need of it is in {@code shared}: the event {@code
 * SchemaReady} and the port {@code ReadinessProbe}; metrics are registered with the {@code
 * PrometheusRegistry} that CDI injects.
 */
package dev.parlour.operations;
