package dev.parlour.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.testkit.Deployments;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A node says of itself what is true, from outside; and has what it needs, seen from inside. */
@ExtendWith(ArquillianExtension.class)
class HealthIT {

  @Deployment
  static WebArchive parlour() {
    return Deployments.parlourWith();
  }

  @ArquillianResource private URL address;

  @Resource(lookup = "jdbc/parlour")
  private DataSource database;

  @Inject private PrometheusRegistry registry;

  @Test
  @RunAsClient
  void itHasStarted() throws Exception {
    assertThat(get("health/started").body())
        .contains("\"status\":\"UP\"")
        .contains("\"name\":\"started\"");
  }

  @Test
  @RunAsClient
  void itIsLive() throws Exception {
    assertThat(get("health/live").body())
        .contains("\"status\":\"UP\"")
        .contains("\"name\":\"live\"");
  }

  @Test
  @RunAsClient
  void itIsReadyWithItsDatabase() throws Exception {
    HttpResponse<String> answer = get("health/ready");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"name\":\"ready\"")
        .contains("\"database\":\"up\"")
        .contains("\"degraded\":false");
  }

  @Test
  @RunAsClient
  void itsMetricsAreTextForPrometheus() throws Exception {
    HttpResponse<String> answer = get("metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/plain; version=0.0.4");
  }

  @Test
  void itsDatabaseIsDurable() throws Exception {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(setting(statement, "fsync")).isEqualTo("on");
      assertThat(setting(statement, "synchronous_commit")).isEqualTo("on");
      assertThat(setting(statement, "full_page_writes")).isEqualTo("on");
      assertThat(Integer.parseInt(setting(statement, "max_prepared_transactions")))
          .isGreaterThanOrEqualTo(64);
      assertThat(setting(statement, "listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(setting(statement, "is_superuser")).isEqualTo("off");
    }
  }

  @Test
  void whatIsRegisteredIsScraped() {
    Counter counter =
        Counter.builder()
            .name("health_it_questions_total")
            .help("Asked by this test")
            .register(registry);
    counter.inc();
    assertThat(registry.scrape(name -> name.equals("health_it_questions")).size()).isEqualTo(1);
  }

  private static String setting(Statement statement, String name) throws Exception {
    try (ResultSet found = statement.executeQuery("show " + name)) {
      found.next();
      return found.getString(1);
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(address + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
