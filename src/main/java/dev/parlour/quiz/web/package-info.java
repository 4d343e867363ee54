/** What pages show of the question sets. */
package dev.parlour.quiz.web;
