package dev.parlour.operations;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code /metrics}, as text that Prometheus reads. */
@WebServlet("/metrics")
public class Metrics extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient PrometheusRegistry registry;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    response.setContentType(writer.getContentType());
    response.setHeader("Cache-Control", "no-store");
    writer.write(response.getOutputStream(), registry.scrape());
  }

  /**
   * One registry for each application that is deployed, so that a redeployment meets no metrics of
   * its predecessor.
   */
  @ApplicationScoped
  static class Registry {

    @Produces
    @Singleton
    PrometheusRegistry registry() {
      PrometheusRegistry registry = new PrometheusRegistry();
      ProcessMetrics.register(registry);
      return registry;
    }
  }
}
