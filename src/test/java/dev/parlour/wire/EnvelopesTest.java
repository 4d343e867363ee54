package dev.parlour.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.parlour.game.Checked;
import dev.parlour.game.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvelopesTest {
  @Test
  void a_message_is_its_type_and_its_fields() {
    assertThat(
            good(
                "{\"type\":\"attach\",\"room\":\"K7M4QX\",\"as\":\"p1\",\"token\":\"t\",\"seq\":7,\"format\":\"html\"}"))
        .isEqualTo(new ClientMessage.Attach("K7M4QX", null, "p1", "t", 7L, "html", null));
    assertThat(good("{\"as\":\"host\",\"room\":\"K7M4QX\",\"type\":\"detach\"}"))
        .isEqualTo(new ClientMessage.Detach("K7M4QX", null, "host"));
    assertThat(good("{\"type\":\"command\",\"id\":\"1\",\"command\":{\"type\":\"start\"}}"))
        .isInstanceOf(ClientMessage.Command.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{ | malformed_json",
        "~~ | malformed_json",
        "{\"type\":\"ping\"}} | malformed_json",
        "{\"type\":\"ping\"}{\"type\":\"ping\"} | malformed_json",
        "{'type':'ping'} | malformed_json",
        "{\"type\":\"ping\",\"at\":1,\"at\":2} | malformed_json",
        "{\"type\":\"ping\",\"at\":NaN} | malformed_json",
        "[] | bad_message",
        "null | bad_message",
        "5 | bad_message",
        "\"ping\" | bad_message",
        "{} | unknown_type",
        "{\"type\":\"nope\"} | unknown_type",
        "{\"type\":null} | unknown_type",
        "{\"type\":\"Attach\"} | unknown_type",
        "{\"type\":\"attach\",\"room\":5} | bad_message",
        "{\"type\":\"attach\",\"room\":true} | bad_message",
        "{\"type\":\"attach\",\"room\":[\"K7M4QX\"]} | bad_message",
        "{\"type\":\"attach\",\"seq\":\"7\"} | bad_message",
        "{\"type\":\"attach\",\"seq\":7.5} | bad_message",
        "{\"type\":\"attach\",\"seq\":99999999999999999999} | bad_message",
        "{\"type\":\"attach\",\"admin\":true} | bad_message",
        "{\"type\":\"attach\",\"room\":\"a\\u0000b\"} | bad_text",
        "{\"type\":\"attach\",\"room\":\"\\ud800\"} | bad_text",
        "{\"type\":\"ping\",\"at\":{\"\\u0000\":1}} | bad_text",
      })
  void what_is_no_message_is_refused_with_a_code_and_a_sentence(String text, String code) {
    Rejection rejection = bad(text == null ? "" : text);
    assertThat(rejection.code()).isEqualTo(code);
    assertThat(rejection.message())
        .endsWith(".")
        .doesNotContain("dev.parlour", "java.lang", "Exception", "com.fasterxml");
  }

  @Test
  void a_text_that_nests_without_end_is_refused() {
    assertThat(
            bad("{\"type\":\"ping\",\"at\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}").code())
        .isEqualTo("malformed_json");
  }

  @Test
  void names_from_outside_come_back_only_where_they_are_harmless() {
    assertThat(bad("{\"type\":\"ping\",\"<b>x</b>\":1}").message()).doesNotContain("<b>");
    assertThat(bad("{\"type\":\"ping\",\"when\":1}").message()).contains("\"when\"");
  }

  @Test
  void the_sentence_says_where_and_what_it_must_be() {
    assertThat(bad("{\"type\":\"attach\",\"room\":5}").message())
        .isEqualTo("A value does not fit at \"room\": it must be a text.");
    assertThat(bad("{\"type\":\"attach\",\"seq\":\"7\"}").message())
        .contains("\"seq\"", "a whole number");
  }

  @Test
  void a_body_that_is_not_UTF_8_is_refused() {
    byte[] body = {'{', '"', 'r', 'o', 'o', 'm', '"', ':', '"', (byte) 0xff, (byte) 0xfe, '"', '}'};
    assertThat(Envelopes.read(body, ClientMessage.Detach.class)).isInstanceOf(Checked.Bad.class);
    assertThat(
            ((Checked.Bad<?>) Envelopes.read(body, ClientMessage.Detach.class)).rejection().code())
        .isEqualTo("malformed_json");
  }

  @Property
  void no_text_makes_it_throw(@ForAll String text) {
    assertThat(Envelopes.read(text)).isNotNull();
    assertThat(Envelopes.read("{\"type\":\"ping\",\"at\":" + text + "}")).isNotNull();
    assertThat(Envelopes.read(text.getBytes(StandardCharsets.UTF_16), ClientMessage.Ping.class))
        .isNotNull();
  }

  @Test
  void a_token_is_in_no_text_of_a_message() {
    assertThat(
            new ClientMessage.Attach("K7M4QX", null, "p1", "very-secret", null, null, null)
                .toString())
        .doesNotContain("very-secret");
  }

  @Test
  void messages_of_the_server_leave_out_what_there_is_not() {
    assertThat(Envelopes.write(new ServerMessage.Error(null, null, "bad_message", "No.")))
        .isEqualTo("{\"type\":\"error\",\"code\":\"bad_message\",\"message\":\"No.\"}");
    assertThat(Envelopes.write(new ServerMessage.Ack("K7M4QX", "p1", "c1", 9)))
        .isEqualTo("{\"type\":\"ack\",\"room\":\"K7M4QX\",\"as\":\"p1\",\"id\":\"c1\",\"seq\":9}");
  }

  @Property
  void every_message_of_the_server_is_what_Jackson_makes_of_it(
      @ForAll String id, @ForAll String said, @ForAll long seq, @ForAll boolean named)
      throws Exception {
    String room = named ? "K7M4QX" : null;
    RawValue shared = new RawValue("{\"a\":[1,\"ü☕\"]}");
    RawValue you = named ? new RawValue("{\"b\":null}") : null;
    for (ServerMessage message :
        List.of(
            new ServerMessage.Ack("K7M4QX", "p1", id, seq),
            new ServerMessage.Reject(room, room, id, "code", said),
            new ServerMessage.View("K7M4QX", "p1", seq, shared, you),
            new ServerMessage.Html("K7M4QX", "p1", seq, shared, you),
            new ServerMessage.Tournament("tournament/t1", seq, shared, null, null, you),
            new ServerMessage.Tournament("tournament/t1", seq, null, seq - 1, shared, you),
            new ServerMessage.Attached("K7M4QX", "p1", seq),
            new ServerMessage.Error(room, room, "code", said))) {
      assertThat(Envelopes.write(message)).isEqualTo(Json.mapper().writeValueAsString(message));
    }
  }

  private static ClientMessage good(String text) {
    return switch (Envelopes.read(text)) {
      case Checked.Good<ClientMessage> good -> good.value();
      case Checked.Bad<ClientMessage> bad -> throw new AssertionError(bad.rejection());
    };
  }

  private static Rejection bad(String text) {
    return switch (Envelopes.read(text)) {
      case Checked.Good<ClientMessage> good ->
          throw new AssertionError("was read: " + good.value());
      case Checked.Bad<ClientMessage> bad -> bad.rejection();
    };
  }
}
