/** The simulator. */
package dev.trailmark.cloud;
