/**
 * Imported key material: parameters for its import, its import, its deletion. Uses {@code access}
 * and what is below it.
 */
package dev.trailmark.cloud.kms.imports;
