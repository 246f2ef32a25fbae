/** Glue of the conformance features: what the lab implies beyond its own steps. */
package dev.trailmark.steps.conformance;
