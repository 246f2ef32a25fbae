package dev.trailmark.cloud.iam;

/** Roles that belong to AWS services. */
final class ServiceLinkedRoles {
  /** Where all of them are. */
  static final String PATH = "/aws-service-role/";

  private ServiceLinkedRoles() {}
}
