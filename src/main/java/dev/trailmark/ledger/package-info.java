/**
 * Results on disk: each student's as soon as it is there, for the run that goes on with one that
 * was broken off, and for writing a class's marks without holding them.
 */
package dev.trailmark.ledger;
