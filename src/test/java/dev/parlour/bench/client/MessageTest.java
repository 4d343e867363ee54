package dev.parlour.bench.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.bench.client.TriviaTable.Moment;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages are read as far as needed, whatever the order of their members. */
class MessageTest {
  private static final String QUESTION =
      """
      {"type":"view","room":"ABCDEF","as":"p1","seq":7,"shared":{"title":"a \\"}{ b","status":\
      "in_progress","players":{"top":[{"id":"p1","score":5}]},"phase":"question","question":\
      {"number":2,"choices":[{"id":"a","text":"]"},{"id":"b","text":"x"}]}},"you":{"score":1500}}\
      """;

  @Test
  void an_acknowledgement() {
    Message ack =
        Message.of("{\"type\":\"ack\",\"room\":\"ABCDEF\",\"as\":\"p1\",\"id\":\"c3\",\"seq\":12}");
    assertThat(ack.type()).isEqualTo(Message.Type.ACK);
    assertThat(ack.id()).isEqualTo("c3");
    assertThat(ack.seq()).isEqualTo(12);
    assertThat(ack.code()).isNull();
  }

  @Test
  void members_in_any_order_with_white_space_and_unknown_ones() {
    Message view =
        Message.of(
            "{ \"you\" : {\"a\":[\"}\"]} , \"new\":[{}], \"seq\" : 4, \"type\" : \"view\" }");
    assertThat(view.seq()).isEqualTo(4);
    assertThat(view.type()).isEqualTo(Message.Type.VIEW);
    assertThat(view.room()).isNull();
  }

  @Test
  void what_is_no_message_is_other() {
    assertThat(Message.of("").type()).isEqualTo(Message.Type.OTHER);
    assertThat(Message.of("{").type()).isEqualTo(Message.Type.OTHER);
    assertThat(Message.of("{\"type\":\"").type()).isEqualTo(Message.Type.OTHER);
    assertThat(Message.of("[1,2]").seq()).isEqualTo(-1);
  }

  @Test
  void parts_of_a_view() {
    Message view = Message.of(QUESTION);
    assertThat(view.sharedText(Scan.name("phase"))).isEqualTo("question");
    assertThat(view.sharedNumber(Scan.name("question"), Scan.name("number"))).isEqualTo(2);
    assertThat(view.sharedNumber(Scan.name("phase"), Scan.name("number"))).isEqualTo(-1);
    assertThat(TriviaTable.score(view)).isEqualTo(1500);
  }

  @Test
  void a_table_sees_each_phase_once_and_nothing_that_is_older() {
    TriviaTable table = new TriviaTable();
    Moment first = table.see(Message.of(QUESTION));
    assertThat(first).isEqualTo(new Moment(7, "in_progress", "question", 2, List.of("a", "b")));
    assertThat(table.see(Message.of(QUESTION.replace("\"seq\":7", "\"seq\":9")))).isSameAs(first);
    assertThat(table.see(Message.of(QUESTION.replace("\"seq\":7", "\"seq\":6")))).isNull();
  }

  @Test
  void a_reveal_tells_what_counts_and_standings_do_not_hide_it() {
    TriviaTable table = new TriviaTable();
    String reveal =
        """
        {"type":"view","seq":8,"shared":{"status":"in_progress","phase":"reveal","question":\
        {"number":1,"points":1000,"answered":3,"choices":[{"id":"a","count":1},\
        {"id":"b","count":2}],"correct":["b"]}}}\
        """;
    table.see(Message.of(reveal));
    table.see(
        Message.of(
            "{\"type\":\"view\",\"seq\":9,\"shared\":{\"phase\":\"standings\",\"question\":"
                + "{\"number\":1,\"answered\":3,\"choices\":[]}}}"));
    assertThat(table.results().get(1))
        .isEqualTo(
            new TriviaTable.Result(1, 3, java.util.Map.of("a", 1, "b", 2), List.of("b"), 1000));
    assertThat(table.moment().phase()).isEqualTo("standings");
  }
}
