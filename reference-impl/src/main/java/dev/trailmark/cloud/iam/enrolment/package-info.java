/**
 * Accounts as the simulator's operator makes them: with an operator's keys or new ones, for nobody
 * in particular or for a student each. Uses {@code directory} and what is below it.
 */
package dev.trailmark.cloud.iam.enrolment;
