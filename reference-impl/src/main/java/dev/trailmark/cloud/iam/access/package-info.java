/**
 * Which permissions IAM's operations need, with their condition keys, and the limits of their
 * members. Uses {@code model} and {@code request}.
 */
package dev.trailmark.cloud.iam.access;
