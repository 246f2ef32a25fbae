package dev.trailmark.cloud.iam.model;

/**
 * The last deletion of a service-linked role, kept under the role's name. It has succeeded: no
 * service here keeps its role.
 *
 * @param id what GetServiceLinkedRoleDeletionStatus asks for
 */
public record DeletionTask(String id) {}
