package dev.trailmark.cloud.policy;

/**
 * A statement that applies to a request, and the policy it stands in.
 *
 * @param policy the policy
 * @param statement one of its statements
 */
public record Match(PolicyDocument policy, Statement statement) {}
