/** The harness. */
package dev.trailmark;
