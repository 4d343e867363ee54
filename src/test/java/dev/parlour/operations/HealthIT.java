package dev.parlour.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.testkit.Deployments;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A node says of itself what is true. */
@ExtendWith(ArquillianExtension.class)
class HealthIT {

  @Deployment(testable = false)
  static WebArchive parlour() {
    return Deployments.parlour();
  }

  @ArquillianResource private URL address;

  @Test
  void it_has_started() throws Exception {
    assertThat(get("health/started").body())
        .contains("\"status\":\"UP\"")
        .contains("\"name\":\"started\"");
  }

  @Test
  void it_is_live() throws Exception {
    assertThat(get("health/live").body())
        .contains("\"status\":\"UP\"")
        .contains("\"name\":\"live\"");
  }

  @Test
  void it_is_ready_with_its_database() throws Exception {
    // A moment after the start: first the games of the last run are taken up.
    HttpResponse<String> answer = get("health/ready");
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (answer.statusCode() == 503 && System.nanoTime() < until) {
      answer = get("health/ready");
    }
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"name\":\"ready\"")
        .contains("\"database\":\"up\"")
        .contains("\"degraded\":false");
  }

  @Test
  void its_metrics_are_text_for_prometheus() throws Exception {
    HttpResponse<String> answer = get("metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/plain; version=0.0.4");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(address + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
