/**
 * People over REST. Who is signed in, is known by the session's cookie alone: a program that signs
 * in keeps it as a browser does. Runs on the threads of requests.
 */
package dev.parlour.player.rest;
