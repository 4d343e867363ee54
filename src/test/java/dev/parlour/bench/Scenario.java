package dev.parlour.bench;

import dev.parlour.bench.Options.Option;
import java.util.List;

/** A kind of load. */
interface Scenario {
  String name();

  /** In one line. */
  String purpose();

  List<Option> options();

  /** Bears the load on the stage's server and tells what it came to. */
  Report.Table run(Stage stage, Options.Chosen parameters) throws Exception;
}
