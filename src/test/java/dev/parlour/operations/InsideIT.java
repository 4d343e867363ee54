package dev.parlour.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.testkit.Deployments;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a node runs on, seen from inside the server. */
@ExtendWith(ArquillianExtension.class)
class InsideIT {

  @Deployment
  static WebArchive parlour() {
    return Deployments.parlourWith();
  }

  @Resource(lookup = "jdbc/parlour")
  private DataSource database;

  @Inject private PrometheusRegistry registry;

  @Test
  void its_database_is_durable() throws Exception {
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
  void what_is_registered_is_scraped() {
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
}
