/**
 * Whether CloudTrail's log files are as CloudTrail delivered them: digest files, their signatures
 * and the chain that they form (CloudTrail User Guide, "Validating CloudTrail log file integrity").
 * Knows evidence and targets only, nothing of labs and marks.
 */
package dev.trailmark.integrity;
