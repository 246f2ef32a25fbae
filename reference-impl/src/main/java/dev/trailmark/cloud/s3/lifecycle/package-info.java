/**
 * Lifecycle: rules by which objects, versions and uploads go as time passes. The rules are checked
 * when they are put, decided by a pure function, and obeyed once for each day of the simulated
 * clock.
 */
package dev.trailmark.cloud.s3.lifecycle;
