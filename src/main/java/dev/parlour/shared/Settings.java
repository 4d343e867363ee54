package dev.parlour.shared;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Where settings come from. {@code realtime.message-bytes} is the system property {@code
 * parlour.realtime.message-bytes}, or else the environment variable {@code
 * PARLOUR_REALTIME_MESSAGE_BYTES}, or else what the feature holds to be usual. A blank value counts
 * as none. Every value is checked when it is read, and a wrong one is refused with its name and
 * what it may be: a server must not start on a setting that it did not understand.
 */
public final class Settings {
  private final UnaryOperator<String> properties;
  private final UnaryOperator<String> environment;

  /** Each gives null for what it does not have. */
  public Settings(UnaryOperator<String> properties, UnaryOperator<String> environment) {
    this.properties = properties;
    this.environment = environment;
  }

  /** Those of this process. */
  public static Settings ofProcess() {
    return new Settings(System::getProperty, System::getenv);
  }

  /** The raw value; {@code usual} where none is set. */
  public String text(String name, String usual) {
    String property = properties.apply("parlour." + name);
    if (property != null && !property.isBlank()) {
      return property.strip();
    }
    String variable =
        environment.apply("PARLOUR_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"));
    return variable != null && !variable.isBlank() ? variable.strip() : usual;
  }

  /**
   * @throws IllegalArgumentException for anything but a whole number within the bounds
   */
  public int whole(String name, int usual, int least, int most) {
    String text = text(name, null);
    if (text == null) {
      return usual;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // told below
    }
    throw wrong(name, text, "a whole number from " + least + " to " + most);
  }

  /** A whole number of milliseconds. */
  public Duration millis(String name, int usual, int least, int most) {
    return Duration.ofMillis(whole(name, usual, least, most));
  }

  /** A whole number of seconds. */
  public Duration seconds(String name, int usual, int least, int most) {
    return Duration.ofSeconds(whole(name, usual, least, most));
  }

  /**
   * @throws IllegalArgumentException for anything but {@code true} and {@code false}
   */
  public boolean flag(String name, boolean usual) {
    String text = text(name, null);
    if (text == null) {
      return usual;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(name, text, "true or false");
    };
  }

  /** Parts between commas, without blanks around them; empty parts are left out. */
  public List<String> list(String name, List<String> usual) {
    String text = text(name, null);
    return text == null
        ? usual
        : Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static IllegalArgumentException wrong(String name, String text, String expected) {
    return new IllegalArgumentException(
        "The setting parlour." + name + " is \"" + text + "\", but must be " + expected);
  }
}
