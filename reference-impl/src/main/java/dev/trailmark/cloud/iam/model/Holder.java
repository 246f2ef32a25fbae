package dev.trailmark.cloud.iam.model;

/**
 * An identity that policies can be put on or attached to: a user, a group or a role.
 *
 * @param <H> the record itself
 */
public interface Holder<H extends Holder<H>> {

  /** The account that it belongs to. */
  String accountId();

  /** Its name without its path. */
  String name();

  /** Where it is among others; begins and ends with {@code /}. */
  String path();

  /** Its ARN, path included. */
  String arn();

  /** Its policies. */
  Permissions permissions();

  /** The same identity with other policies. */
  H with(Permissions permissions);

  /**
   * Refuses to change what only AWS may change.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException UnmodifiableEntity
   */
  default void checkModifiable() {}
}
