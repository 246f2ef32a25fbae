package dev.trailmark.cloud.iam;

/**
 * The last deletion of a service-linked role, kept under the role's name. It has succeeded: no
 * service here keeps its role.
 *
 * @param id what GetServiceLinkedRoleDeletionStatus asks for
 */
record DeletionTask(String id) {}
