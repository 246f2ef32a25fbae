/**
 * Users. Uses what they are made with: {@code boundary}, {@code tagging}, and what is below them.
 */
package dev.trailmark.cloud.iam.user;
