package dev.parlour.embedded;

import java.nio.file.Path;

/**
 * Starts the PostgreSQL that Parlour brings along as a process of its own, for several nodes on one
 * machine, and ends; PostgreSQL runs on. It prints nothing when all is well; otherwise one sentence
 * on the error stream, and it ends with 1.
 *
 * <p>Arguments: the folder for its files, the folder for its programs, the port, and how many
 * sessions it admits. The generated passwords are in {@code postgres.passwords} of the first.
 */
public final class StandaloneDatabase {

  private StandaloneDatabase() {}

  public static void main(String[] arguments) throws Exception {
    Path programs = Path.of(arguments[1]).toAbsolutePath();
    int port = Integer.parseInt(arguments[2]);
    int sessions = Integer.parseInt(arguments[3]);
    try (ClaimedFolder folder = ClaimedFolder.claim(Path.of(arguments[0]))) {
      EmbeddedPostgres.start(folder, programs, port, "parlour", "parlour", sessions);
    } catch (StartRefused e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
