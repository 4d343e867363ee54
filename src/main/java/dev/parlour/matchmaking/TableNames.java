package dev.parlour.matchmaking;

import dev.parlour.shared.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What strangers are called at one table, where no two may have one name. */
public final class TableNames {
  private TableNames() {}

  /**
   * The names, but for those that somebody before has already: these get a number. The same for the
   * same names each time.
   *
   * @param wished cleaned by {@link Names#clean}
   */
  public static List<String> of(List<String> wished) {
    Set<String> taken = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (String wish : wished) {
      String name = wish;
      for (int n = 2; !taken.add(Names.key(name)); n++) {
        name = numbered(wish, n);
      }
      names.add(name);
    }
    return List.copyOf(names);
  }

  private static String numbered(String name, int n) {
    String ending = " " + n;
    int room = Names.MAX_LENGTH - ending.length();
    int length = name.codePointCount(0, name.length());
    String head = length <= room ? name : name.substring(0, name.offsetByCodePoints(0, room));
    return Names.clean(head + ending).orElse("Player" + ending);
  }
}
