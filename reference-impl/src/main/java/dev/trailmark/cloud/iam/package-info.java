/**
 * IAM: accounts, users, roles, access keys and inline policies, its table of operations, and what
 * the pipeline asks of it: who holds a key, and which policies a principal has. State is kept per
 * account; STS keeps its sessions here, where keys are looked up.
 */
package dev.trailmark.cloud.iam;
