package dev.parlour.player.web;

import dev.parlour.player.Account;
import java.util.List;
import java.util.Map;

/**
 * Somebody's own page.
 *
 * @param name as it stands in the form
 * @param email as it stands in the form
 * @param faces seeds of the pictures to choose from, the present one first
 * @param provider the organisation's sign-in; null for none
 * @param errors by the name of the field
 * @param general what is wrong with no field in particular; null for nothing
 * @param done which of the forms was carried out; null for none
 */
public record AccountView(
    Account account,
    String name,
    String email,
    List<String> faces,
    List<Device> devices,
    Provider provider,
    Map<String, String> errors,
    String general,
    String done) {
  /**
   * A sign-in.
   *
   * @param used when it was used last, in the reader's language
   * @param here whether it is the one that looks at this page
   */
  public record Device(long id, String words, String used, boolean here) {}

  /**
   * The organisation's sign-in.
   *
   * @param label what people call it
   * @param linked whether it leads to this account
   */
  public record Provider(String label, boolean linked) {}

  /** Null for none. */
  public String error(String field) {
    return errors.get(field);
  }
}
