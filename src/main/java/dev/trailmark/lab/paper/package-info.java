/**
 * The student on paper: the lab's facts, found in what was handed in and nowhere else. A log record
 * witnesses, everything else is the student's claim, and claims are held against one another.
 */
package dev.trailmark.lab.paper;
