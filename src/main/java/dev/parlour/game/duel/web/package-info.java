/** Makes Duel known to the server, and what its templates need. */
package dev.parlour.game.duel.web;
