/**
 * What tests stand on: the built application in a server, a server of one's own to be killed, a
 * browser.
 */
package dev.parlour.testkit;
