/**
 * Roles, with the policies that say who may assume them, and the roles that belong to AWS services.
 * Uses {@code boundary}, {@code tagging}, and what is below them.
 */
package dev.trailmark.cloud.iam.role;
