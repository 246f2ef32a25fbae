/**
 * Encryption: under symmetric keys and under key pairs, from one key to another, and of data keys;
 * the layout of ciphertexts. Uses {@code keystore}, which random bytes may come from, and {@code
 * access} with what is below it.
 */
package dev.trailmark.cloud.kms.cipher;
