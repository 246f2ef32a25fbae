/** Classes of made-up submissions: with known faults to test by, and large ones to measure with. */
package dev.trailmark.bench;
