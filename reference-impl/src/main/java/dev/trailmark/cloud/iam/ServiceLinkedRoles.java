package dev.trailmark.cloud.iam;

/** Roles that belong to AWS services. */
final class ServiceLinkedRoles {
  /** Where all of them are. */
  static final String PATH = "/aws-service-role/";

  private ServiceLinkedRoles() {}

  /**
   * Refuses the path of a service's roles to other roles, which nobody could change or delete.
   *
   * @param path of a role to be made; {@code null} for the default
   * @throws dev.trailmark.cloud.operation.ServiceException InvalidInput
   */
  static void refusePath(String path) {
    if (path != null && path.startsWith(PATH)) {
      throw IamError.INVALID_INPUT.because(
          "The path %s is reserved for service-linked roles.", path);
    }
  }
}
