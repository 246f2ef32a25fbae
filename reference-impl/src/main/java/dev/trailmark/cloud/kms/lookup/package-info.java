/**
 * How keys are found: by key id, ARN and alias, with AWS managed keys made when they are first
 * looked for; and what follows from a key's record, computed once for all calls. Uses {@code model}
 * and {@code request}.
 */
package dev.trailmark.cloud.kms.lookup;
