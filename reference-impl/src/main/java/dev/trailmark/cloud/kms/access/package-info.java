/**
 * Who may use a key, and for what: permissions under its policy and its grants, with their
 * condition keys; whether its usage and its algorithms are those that an operation needs; and what
 * the trail tells of it. Uses {@code lookup} and what is below it.
 */
package dev.trailmark.cloud.kms.access;
