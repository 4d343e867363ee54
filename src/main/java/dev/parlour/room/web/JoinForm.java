package dev.parlour.room.web;

import java.util.List;

/**
 * The form that takes a seat.
 *
 * @param faces seeds of the pictures to choose from
 * @param avatar the chosen one
 * @param beside whether it is a second seat for this browser, on the same keyboard
 * @param nameError and general: null for none
 */
public record JoinForm(
    String code,
    String title,
    int count,
    String name,
    List<String> faces,
    String avatar,
    boolean beside,
    String nameError,
    String general) {
  /** The code for a voice: letter by letter. */
  public String spelled() {
    return String.join(" ", code.split(""));
  }
}
