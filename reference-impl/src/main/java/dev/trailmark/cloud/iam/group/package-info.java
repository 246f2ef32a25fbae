/** Groups and their members. Uses {@code user} and what is below it. */
package dev.trailmark.cloud.iam.group;
