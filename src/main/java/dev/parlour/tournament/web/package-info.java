/**
 * The pages of tournaments. {@link dev.parlour.tournament.web.Painter} lays a chart out, templates
 * in {@code tournament/} draw it; a style sheet and the order of the markup make the bracket, so
 * that it needs no script and reads as a list. The frame of pages is {@code room.web}'s; texts lie
 * in this package's bundles. Runs on threads of requests.
 */
package dev.parlour.tournament.web;
