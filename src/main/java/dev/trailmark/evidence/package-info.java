/** What proves that something was done: trail records, key policies, object headers. */
package dev.trailmark.evidence;
