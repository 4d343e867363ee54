package dev.parlour.operations;

import dev.parlour.shared.ReadinessProbe;
import dev.parlour.shared.Words;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * The answers under {@code /health}.
 *
 * <p>Live says only that the process answers: a node whose database is gone must not be killed for
 * it, it would not come back any better. Ready says that people may be sent here.
 */
@ApplicationScoped
public class Health {

  @EJB private Boot boot;

  @Inject @Any private Instance<ReadinessProbe> probes;

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

  /** From good to bad. */
  private enum Verdict {
    UP,
    DEGRADED,
    DOWN
  }

  private HealthCheckResponse askProbes() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("ready");
    // Two may speak of one thing, each from its side (the broker answers; the outbox gets rid of
    // its messages): the worse word counts.
    SortedMap<String, Verdict> verdicts = new TreeMap<>();
    for (ReadinessProbe probe : probes) {
      Verdict verdict =
          probe.ready() ? Verdict.UP : probe.degradedOnly() ? Verdict.DEGRADED : Verdict.DOWN;
      verdicts.merge(probe.name(), verdict, (one, other) -> one.compareTo(other) > 0 ? one : other);
      probe.details().forEach((what, value) -> response.withData(probe.name() + "." + what, value));
    }
    verdicts.forEach((name, verdict) -> response.withData(name, Words.of(verdict)));
    boolean degraded = verdicts.containsValue(Verdict.DEGRADED);
    boolean up = boot.isFinished() && !verdicts.containsValue(Verdict.DOWN);
    return response.withData("degraded", degraded).status(up).build();
  }
}
