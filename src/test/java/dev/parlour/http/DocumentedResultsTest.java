package dev.parlour.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlour.player.rest.RatingsResource;
import dev.parlour.player.rest.ResultsResource;
import dev.parlour.player.rest.StrengthsResource;
import dev.parlour.wire.Json;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Results with everything in them, and with as little as there can be, are as documented. */
class DocumentedResultsTest {
  private static final String ID = "aaaaaaaaaaaaaaaaaaaaaa";

  private static void fits(String schema, Object value) throws Exception {
    try (InputStream in = Documents.class.getResourceAsStream("openapi.yaml")) {
      JsonNode json = Json.mapper().valueToTree(value);
      assertThat(DocumentedSchemas.of(in.readAllBytes()).contradictions(schema, json))
          .as(json.toString())
          .isEmpty();
    }
  }

  @Test
  void a_page_of_results() throws Exception {
    ResultsResource.Result full =
        new ResultsResource.Result(
            7,
            "pong",
            Instant.EPOCH,
            1,
            5,
            2,
            "won",
            false,
            -12L,
            "ACDEFG",
            "/r/ACDEFG/replay?game=1",
            List.of(new ResultsResource.Other(ID, "Ben", 2, 3)));
    ResultsResource.Result bare =
        new ResultsResource.Result(
            6,
            "pong",
            Instant.EPOCH,
            1,
            -5,
            1,
            null,
            true,
            null,
            null,
            null,
            List.of(new ResultsResource.Other(null, null, 2, 3)));
    fits("ResultPage", new ResultsResource.ResultPage(List.of(full, bare), 6L));
  }

  @Test
  void strengths_and_rankings() throws Exception {
    fits(
        "StrengthList",
        new StrengthsResource.StrengthList(
            List.of(
                new StrengthsResource.Strength(
                    "pong", 1, 2, 3, new StrengthsResource.RatingShown(1_650, 45, 6)),
                new StrengthsResource.Strength("duel", 0, 0, 1, null))));
    fits(
        "Ranking",
        new RatingsResource.Ranking(
            "pong", List.of(new RatingsResource.Ranked(1, ID, "Ada", 1_650, 45, 6))));
  }
}
