/**
 * What each student gets, and what the system that took the submission gets about each student. One
 * grade at a time, in a folder of its own.
 */
package dev.trailmark.report.student;
