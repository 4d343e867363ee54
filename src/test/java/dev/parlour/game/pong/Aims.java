package dev.parlour.game.pong;

import dev.parlour.game.pong.PongSettings.Computer;
import java.util.List;

/** Ways to play, for tests: what a player would want a paddle to do. */
interface Aims {
  /** Where a side's paddle should be, at this step. */
  int at(Field field, int side);

  /**
   * Where the ball will come to a side's paddle, if nobody touches it; the middle if it does not.
   */
  static int landing(Field field, Court court, int side) {
    int axis = Court.axis(side);
    long towards = (long) Court.sign(side) * (axis == 0 ? field.dx() : field.dy());
    if (towards <= 0) {
      return 0;
    }
    long distance =
        court.face(axis) - (long) Court.sign(side) * (axis == 0 ? field.x() : field.y());
    long there =
        (axis == 0 ? field.y() : field.x())
            + (axis == 0 ? field.dy() : field.dx()) * Math.max(0, distance) / towards;
    long wall = court.wall(1 - axis);
    while (Math.abs(there) > wall) {
      there = there > 0 ? 2 * wall - there : -2 * wall - there;
    }
    return (int) there;
  }

  /** Knows at once where the ball will come. */
  static Aims perfect(PongSettings settings) {
    return (field, side) -> landing(field, Court.of(settings), side);
  }

  /** Only follows the ball. */
  static Aims following() {
    return (field, side) -> Court.axis(side) == 0 ? field.y() : field.x();
  }

  /** As the computer of this strength, whatever the settings say. */
  static Aims computer(PongSettings settings, Computer strength) {
    int[] aim = new int[2];
    return (field, side) -> {
      if (field.tick() % strength.reaction() == 0) {
        aim[0] = aim[1];
        aim[1] =
            Lookout.guess(
                settings,
                strength,
                side,
                field.paddles().get(side).at(),
                field.x(),
                field.y(),
                field.dx(),
                field.dy(),
                field.speed(),
                field.random());
      }
      return aim[0];
    };
  }

  /** Plays a match to its end; the players have the first sides. */
  static PongMatch played(PongSettings settings, long seed, List<Aims> players) {
    PongMatch match = PongMatch.with(settings, seed).startedWith(players.size());
    Court court = Court.of(settings);
    while (match.motion != null) {
      Field field = match.field();
      for (int side = 0; side < players.size(); side++) {
        int way =
            Lookout.way(court, field.paddles().get(side).at(), players.get(side).at(field, side));
        match.input("p" + (side + 1), List.of("up", "stop", "down").get(way + 1));
      }
      match.step();
    }
    return match;
  }
}
