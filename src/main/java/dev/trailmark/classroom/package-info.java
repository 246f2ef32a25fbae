/**
 * A class on a shared simulator: the roster, an account and a credentials card for each student,
 * and the file by which all of them are graded.
 */
package dev.trailmark.classroom;
