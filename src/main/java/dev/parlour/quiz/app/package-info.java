/** Brings questions to rooms that wait for them. */
package dev.parlour.quiz.app;
