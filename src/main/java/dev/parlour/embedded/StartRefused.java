package dev.parlour.embedded;

/**
 * Why the server cannot have its database or broker, in one sentence that an operator can act upon.
 */
final class StartRefused extends Exception {

  StartRefused(String sentence) {
    super(sentence);
  }

  StartRefused(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
