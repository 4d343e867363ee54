package dev.parlour.operations;

import dev.parlour.shared.ReadinessProbe;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * The answers under {@code /health}.
 *
 * <p>Live says only that the process answers: a node whose database is gone must not be killed for it, it would not come back any better. Ready says that people may be sent here.
 */
@ApplicationScoped
public class Health {

    @EJB
    private Boot boot;

    @Inject
    @Any
    private Instance<ReadinessProbe> probes;

    @Produces
    @Startup
    HealthCheck started() {
        return () -> HealthCheckResponse.named("started").status(boot.isFinished()).build();
    }

    @Produces
    @Liveness
    HealthCheck live() {
        return () -> HealthCheckResponse.up("live");
    }

    @Produces
    @Readiness
    HealthCheck ready() {
        return this::askProbes;
    }

    private HealthCheckResponse askProbes() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("ready");
        boolean up = boot.isFinished();
        boolean degraded = false;
        for (ReadinessProbe probe : probes) {
            boolean well = probe.ready();
            up &= well || probe.degradedOnly();
            degraded |= !well && probe.degradedOnly();
            response.withData(probe.name(), well ? "up" : probe.degradedOnly() ? "degraded" : "down");
            probe.details().forEach((what, value) -> response.withData(probe.name() + "." + what, value));
        }
        return response.withData("degraded", degraded).status(up).build();
    }
}
