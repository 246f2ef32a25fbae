/**
 * Key policies: what may be written into one, and the operations on them. How one is obeyed is said
 * in {@code access}. Uses {@code access} and what is below it.
 */
package dev.trailmark.cloud.kms.policy;
