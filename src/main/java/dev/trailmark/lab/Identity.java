package dev.trailmark.lab;

/**
 * A user, group, role or managed policy that was made for an experiment.
 *
 * @param name its name in IAM, which nothing else has
 * @param arn its ARN
 * @param id its unique ID
 */
public record Identity(String name, String arn, String id) {}
