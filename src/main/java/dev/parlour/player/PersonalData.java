package dev.parlour.player;

/**
 * What a feature keeps about an account, for the download of one's data. A feature that keeps
 * something by account brings a CDI bean of this type. Waits for the database.
 */
public interface PersonalData {
  /** Under which its part stands in the document, such as {@code seats}. */
  String name();

  /**
   * Anything that can be written as JSON: records, lists, maps, texts, numbers, instants. No token,
   * no hash, and nothing about other people but what the account's owner was shown.
   */
  Object about(AccountId account);
}
