package dev.parlour.game;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Reads a game's settings as a client sent them, one value after the other, and keeps the first
 * refusal. A null counts as absent. Numbers must be JSON numbers without a fraction: a text with
 * digits is refused like any other text.
 */
public final class SettingsReader {
  /** The most that a text may have, in characters. */
  public static final int LONGEST_TEXT = 80;

  /**
   * The bounds of a whole number.
   *
   * @param usual what holds where nothing is said
   */
  public record Limit(String name, int least, int most, int usual) {
    public boolean allows(long value) {
      return value >= least && value <= most;
    }

    /** Throws {@link IllegalArgumentException} for a value out of bounds. */
    public int checked(int value) {
      if (!allows(value)) {
        throw new IllegalArgumentException(
            name + " must be from " + least + " to " + most + ", not " + value);
      }
      return value;
    }
  }

  private final Map<String, Object> raw;
  private Rejection refused;

  /**
   * Refuses unknown names before all else.
   *
   * @param game its name in sentences
   * @param names all that it knows
   */
  public SettingsReader(String game, List<String> names, Map<String, Object> raw) {
    this.raw = raw == null ? Map.of() : raw;
    String name = null; // the first one that nobody knows
    for (String given : this.raw.keySet()) {
      if (!names.contains(given) && (name == null || given.compareTo(name) < 0)) {
        name = given;
      }
    }
    if (name != null) {
      // The name is repeated only where it is surely harmless in a page or a log.
      String told =
          name.matches("\\w{1,40}")
              ? "There is no setting \"" + name + "\""
              : "There is a setting with an unknown name";
      refuse("unknown_setting", told + "; " + game + " knows " + String.join(", ", names) + ".");
    }
  }

  /** Keeps a refusal, unless there is one. */
  public void refuse(String code, String message) {
    if (refused == null) {
      refused = new Rejection(code, message);
    }
  }

  private void refuseValue(String name, String message) {
    refuse("bad_" + name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT), message);
  }

  /** Null where it is absent or refused. */
  public String text(String name, String subject) {
    Object value = raw.get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof String text) {
      String stripped = text.strip();
      if (!stripped.isEmpty()
          && stripped.length() <= LONGEST_TEXT
          && stripped.chars().noneMatch(Character::isISOControl)) {
        return stripped;
      }
    }
    refuseValue(name, subject + " must be a text of 1 to " + LONGEST_TEXT + " characters.");
    return null;
  }

  /** What is usual where it is absent or refused. */
  public int number(Limit limit, String subject) {
    Object value = raw.get(limit.name());
    if (value == null) {
      return limit.usual();
    }
    Long whole = whole(value);
    if (whole != null && limit.allows(whole)) {
      return whole.intValue();
    }
    refuseValue(
        limit.name(),
        subject + " must be a whole number from " + limit.least() + " to " + limit.most() + ".");
    return limit.usual();
  }

  /**
   * Null for anything but a whole number that fits; parsers give numbers in any of these types.
   */
  private static Long whole(Object value) {
    return switch (value) {
      case Byte n -> n.longValue();
      case Short n -> n.longValue();
      case Integer n -> n.longValue();
      case Long n -> n;
      case BigInteger n when n.bitLength() < Long.SIZE -> n.longValue();
      case BigDecimal n -> whole(n);
      case Float n when Float.isFinite(n) -> whole(new BigDecimal(n));
      case Double n when Double.isFinite(n) -> whole(new BigDecimal(n));
      default -> null;
    };
  }

  private static Long whole(BigDecimal number) {
    try {
      return number.longValueExact();
    } catch (ArithmeticException fractionOrTooLarge) {
      return null;
    }
  }

  public boolean flag(String name, boolean usual, String subject) {
    Object value = raw.get(name);
    if (value == null || value instanceof Boolean) {
      return value == null ? usual : (Boolean) value;
    }
    refuseValue(name, subject + " must be true or false.");
    return usual;
  }

  /** Null where it is absent or refused. */
  public String oneOf(String name, List<String> allowed, String subject) {
    Object value = raw.get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof String text && allowed.contains(text)) {
      return text;
    }
    refuseValue(name, subject + " must be " + String.join(" or ", allowed) + ".");
    return null;
  }

  /** What was made of the values, or the first refusal. */
  public <T> Checked<T> result(Supplier<T> made) {
    return refused != null ? new Checked.Bad<>(refused) : Checked.good(made.get());
  }
}
