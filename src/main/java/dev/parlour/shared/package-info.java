/**
 * A handful of types that every feature may name: codes, names, text rules, and the two signals
 * that tie the boot order together. Pure: no Jakarta, no clock, no thread.
 */
package dev.parlour.shared;
