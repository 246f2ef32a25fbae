/**
 * The student of the lab: the one who does it and the one whose account shows that it was done.
 * Facts come as findings: a value, where it was seen, and how strongly.
 */
package dev.trailmark.lab;
