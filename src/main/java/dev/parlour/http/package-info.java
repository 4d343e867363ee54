/**
 * What every page and every resource shares: the front door (headers, limits, cross-site checks,
 * forged forms), the browser behind a request, problem documents, JSON bodies, the documents of the
 * interface. {@code rest}, {@code web} and {@code realtime} may use it; it knows no room. Runs on
 * the threads of requests.
 */
package dev.parlour.http;
