package dev.parlour.shared;

import java.util.Locale;
import java.util.stream.Stream;

/** Constants as clients are told them. */
public final class Words {
  private static final ClassValue<String[]> WORDS =
      new ClassValue<>() {
        @Override
        protected String[] computeValue(Class<?> type) {
          return Stream.of(type.getEnumConstants())
              .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
              .toArray(String[]::new);
        }
      };

  private Words() {}

  /** The name in small letters, such as {@code in_progress}; made once, as views are full of it. */
  public static String of(Enum<?> value) {
    return WORDS.get(value.getDeclaringClass())[value.ordinal()];
  }
}
