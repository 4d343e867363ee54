package dev.parlour.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlour.shared.Languages;
import dev.parlour.shared.Settings;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RealtimeSettingsTest {
  private static RealtimeSettings with(Map<String, String> properties) {
    return RealtimeSettings.from(new Settings(properties::get, name -> null));
  }

  @Test
  void what_is_usual_is_allowed() {
    assertThat(with(Map.of()).messageBytes()).isEqualTo(16_384);
  }

  @Test
  void a_heartbeat_that_would_close_living_connections_is_refused() {
    assertThatThrownBy(() -> with(Map.of("parlour.realtime.ping-seconds", "30")))
        .hasMessageContaining("silent-seconds");
  }

  @Test
  void of_what_somebody_reads_the_language_is_the_best_that_there_is() {
    assertThat(Languages.best(HandshakeFilter.wished("de-AT,de;q=0.9,en;q=0.8")))
        .isEqualTo(Locale.GERMAN);
    assertThat(Languages.best(HandshakeFilter.wished("fr, en;q=0.1"))).isEqualTo(Locale.ENGLISH);
    assertThat(Languages.best(HandshakeFilter.wished("fr"))).isEqualTo(Locale.ENGLISH);
    assertThat(Languages.best(HandshakeFilter.wished("<script>"))).isEqualTo(Locale.ENGLISH);
    assertThat(Languages.best(HandshakeFilter.wished(null))).isEqualTo(Locale.ENGLISH);
  }
}
