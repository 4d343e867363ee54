/** Players over REST. Goes through {@code player.app} only; runs on the threads of requests. */
package dev.parlour.player.rest;
