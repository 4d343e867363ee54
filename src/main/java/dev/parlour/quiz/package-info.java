/**
 * Question sets: a bank of written questions, generators that make fresh ones from tables, and the
 * choice of a set for a room.
 *
 * <p>The door is {@link dev.parlour.quiz.QuestionSource}; {@link dev.parlour.quiz.QuestionLibrary}
 * is all that is shipped behind it. Who serves a room asks with a seed and gets the same questions
 * whenever the same files are asked with the same seed.
 *
 * <p>This package is pure: no Jakarta, no clock, no log, and no randomness but a generator seeded
 * by the request. Files are read only while a bank or a library is built. After that everything
 * here is immutable and may be used from any thread. It knows the trivia game's {@code Question}
 * and nothing else of Parlour; rooms and pages reach it through the feature's {@code app} package.
 */
package dev.parlour.quiz;
