package dev.parlour.room;

/** Who finds a room: everybody by the list, or those who have the code. */
public enum Visibility {
  PUBLIC,
  PRIVATE
}
