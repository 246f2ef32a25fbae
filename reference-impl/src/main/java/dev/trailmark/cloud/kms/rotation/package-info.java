/** Rotation of key material, automatic and on demand. Uses {@code access} and what is below it. */
package dev.trailmark.cloud.kms.rotation;
