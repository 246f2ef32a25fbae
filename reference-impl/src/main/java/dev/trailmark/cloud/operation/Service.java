package dev.trailmark.cloud.operation;

import dev.trailmark.cloud.policy.Decision;
import dev.trailmark.cloud.store.Kind;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.wire.WireRequest;
import dev.trailmark.cloud.wire.WireResponse;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** One AWS service: its table of operations and what its errors look like. */
public interface Service {

  /** The signing name and action prefix, such as {@code kms}. */
  String name();

  /** The event source in CloudTrail, such as {@code kms.amazonaws.com}. */
  default String eventSource() {
    return name() + ".amazonaws.com";
  }

  /** The wire protocol. */
  Protocol protocol();

  /** The operations that are implemented. */
  List<Operation<?, ?>> operations();

  /** The names of all operations that AWS documents for the service, implemented or not. */
  Collection<String> modelled();

  /**
   * The kinds of records that there may be many of. They are read from the journal before the first
   * request, which would else wait for it, and with it whoever shares its thread.
   */
  default List<Kind<?>> records() {
    return List.of();
  }

  /**
   * Puts in order what an earlier release has left, before the first request and after the records
   * were read. Costs nothing where there is nothing to do.
   */
  default void prepare(Store store) {}

  /** Names of the operations that anyone may call without a signature, implemented or not. */
  default Collection<String> unsigned() {
    return List.of();
  }

  /** API names of input members that all operations honour which have them. */
  default Collection<String> honouredEverywhere() {
    return List.of();
  }

  /**
   * Lets a client's call pass, or refuses it before any permission is asked for.
   *
   * @param resource for S3 the bucket; {@code null} when the request names none
   * @param endpoint the endpoint that was addressed
   * @throws ServiceException where the client has to go instead, or what the endpoint is not for
   */
  default void admit(Call call, String operation, String resource, Endpoint endpoint) {}

  /** Names of the operations at whose requests' signatures nobody looks: anyone's are anonymous. */
  default Collection<String> neverSigned() {
    return List.of();
  }

  /**
   * Adds headers to an answer, of whatever status, just before it is sent.
   *
   * @param resource for S3 the bucket; {@code null} when the request names none
   */
  default void complete(State state, String resource, WireRequest request, WireResponse answer) {}

  /** Is told of a client's request whose signer is known, just before its answer is sent. */
  default void answered(Answered answered) {}

  /**
   * The region that a request for {@code resource} should have been signed for, or {@code null}
   * when {@code signed} will do. Services answer in every region unless they say otherwise.
   *
   * @param resource for S3 the bucket; {@code null} when the request names none
   */
  default String expectedRegion(State state, String resource, String signed) {
    return null;
  }

  /** Whether the owner of a resource is told of refusals to callers of other accounts. */
  default boolean tellsOwnerOfRefusals() {
    return false;
  }

  /**
   * The code under which CloudTrail logs an error: the short one for refusals that JSON services
   * answer with the long one.
   */
  default String recordedCode(String code) {
    return code.equals("AccessDeniedException") ? "AccessDenied" : code;
  }

  /**
   * The permission that the service would ask for if the call's principal did an action on a
   * resource, with the policies and condition keys that follow from the resource alone. Changes
   * nothing.
   *
   * <p>Unless the service says otherwise the resource has no policy of its own, and is of the
   * account that its ARN names, else the caller's.
   *
   * @param action such as {@code kms:Decrypt}
   * @param resource an ARN, or {@code *} for actions without a resource
   * @return empty when everybody may do it
   * @throws ServiceException what the service answers when there is no such resource. Where it does
   *     not tell callers of other accounts, the check has no policy instead.
   */
  default Optional<AccessCheck> foreseen(Call call, String action, String resource) {
    return Optional.of(AccessCheck.on(action, resource, ownerOf(call, resource)));
  }

  private static String ownerOf(Call call, String resource) {
    String[] parts = resource.split(":", 6);
    return parts.length < 6 || parts[4].isEmpty() ? call.accountId() : parts[4];
  }

  /** What the service does as time passes. */
  default Upkeep upkeep() {
    return Upkeep.NONE;
  }

  /** The error that says a call was not allowed, worded as the service words it. */
  ServiceException denied(Call call, AccessCheck check, Decision decision);

  /** The error for input that breaks the constraints of the operation's row. */
  ServiceException invalid(String message);
}
