package dev.parlour.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was asked for on the command line: names of scenarios and {@code --name value}, {@code
 * --name=value} or {@code --name}. Numbers may be written as 15_000.
 */
final class Options {
  /** An option that something knows. */
  record Option(String name, String usual, String help) {
    boolean isFlag() {
      return usual.equals("no");
    }
  }

  /** A wish that cannot be fulfilled; the sentence is for whoever made it. */
  static final class Misunderstood extends IllegalArgumentException {
    Misunderstood(String sentence) {
      super(sentence);
    }
  }

  private final List<String> words = new ArrayList<>();
  private final Map<String, String> given = new LinkedHashMap<>();
  private final List<String> settings = new ArrayList<>();

  /**
   * @param known all options that may be given
   * @throws Misunderstood for one that may not
   */
  static Options read(String[] arguments, List<Option> known) {
    Options options = new Options();
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      if (!argument.startsWith("--")) {
        options.words.add(argument);
        continue;
      }
      int equals = argument.indexOf('=');
      String name = argument.substring(2, equals < 0 ? argument.length() : equals);
      Option option =
          known.stream()
              .filter(o -> o.name().equals(name))
              .findFirst()
              .orElseThrow(() -> new Misunderstood("There is no option --" + name + "."));
      String value;
      if (equals >= 0) {
        value = argument.substring(equals + 1);
      } else if (option.isFlag()) {
        value = "yes";
      } else if (i + 1 < arguments.length) {
        value = arguments[++i];
      } else {
        throw new Misunderstood("--" + name + " needs a value.");
      }
      if (name.equals("set")) {
        options.settings.add(value);
      } else {
        options.given.put(name, value);
      }
    }
    return options;
  }

  List<String> words() {
    return words;
  }

  /** Values of {@code --set}. */
  List<String> settings() {
    return settings;
  }

  String text(String name) {
    return given.get(name);
  }

  boolean has(String name) {
    return given.containsKey(name);
  }

  /** These options with what holds where nothing was said. */
  Chosen chosen(List<Option> known) {
    Map<String, String> values = new LinkedHashMap<>();
    known.forEach(o -> values.put(o.name(), given.getOrDefault(o.name(), o.usual())));
    return new Chosen(values);
  }

  /** The parameters of a run. */
  record Chosen(Map<String, String> values) {
    static Chosen of(List<Option> known, String... namesAndValues) {
      Map<String, String> values = new LinkedHashMap<>();
      known.forEach(o -> values.put(o.name(), o.usual()));
      for (int i = 0; i < namesAndValues.length; i += 2) {
        values.put(namesAndValues[i], namesAndValues[i + 1]);
      }
      return new Chosen(values);
    }

    /** The same, but for one of them. */
    Chosen with(String name, int value) {
      Map<String, String> others = new LinkedHashMap<>(values);
      others.put(name, Integer.toString(value));
      return new Chosen(others);
    }

    String text(String name) {
      return values.get(name);
    }

    boolean flag(String name) {
      return Arrays.asList("yes", "true").contains(values.get(name));
    }

    int whole(String name) {
      try {
        int number = Integer.parseInt(values.get(name).replace("_", ""));
        if (number >= 0) {
          return number;
        }
      } catch (NumberFormatException none) {
        // said below
      }
      throw new Misunderstood("--" + name + " needs a whole number, not " + values.get(name) + ".");
    }

    int positive(String name) {
      int number = whole(name);
      if (number == 0) {
        throw new Misunderstood("--" + name + " must be at least 1.");
      }
      return number;
    }

    double decimal(String name) {
      try {
        double number = Double.parseDouble(values.get(name));
        if (number > 0) {
          return number;
        }
      } catch (NumberFormatException none) {
        // said below
      }
      throw new Misunderstood(
          "--" + name + " needs a positive number, not " + values.get(name) + ".");
    }
  }
}
