/**
 * STS: who one is, and temporary credentials. Sessions are kept in IAM's state, where access keys
 * are looked up.
 */
package dev.trailmark.cloud.sts;
