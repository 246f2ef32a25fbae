package dev.trailmark.cloud.kms;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.kms.model.KeyRecord;
import dev.trailmark.cloud.kms.model.KmsTables;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Caller;
import dev.trailmark.cloud.operation.Constraint;
import dev.trailmark.cloud.operation.KeptSurroundings;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.ServiceEvent;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.policy.AccessRequest;
import dev.trailmark.cloud.policy.ContextValues;
import dev.trailmark.cloud.policy.Decision;
import dev.trailmark.cloud.policy.PolicyEngine;
import dev.trailmark.cloud.policy.PolicySet;
import dev.trailmark.cloud.policy.PrincipalContext;
import dev.trailmark.cloud.protocol.Shapes;
import dev.trailmark.cloud.store.Ids;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/**
 * KMS with a store, principals and a clock, driven as the pipeline drives it but without a wire.
 */
public final class KmsFixture implements AutoCloseable {
  public static final String ACCOUNT = "111122223333";
  public static final String OTHER_ACCOUNT = "444455556666";
  public static final String REGION = "us-east-1";
  public static final String ALL_OF_KMS =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"*\"}]}";

  final KmsService service = new KmsService();
  final Ids ids = new Ids();
  public final Principal root = Principal.root(ACCOUNT, "AKIAROOT");
  public final Principal admin;
  public final Principal nobody;
  public final Principal stranger;

  private final KnownPrincipals principals = new KnownPrincipals();
  private final Store store;
  private final Call.Surroundings surroundings;
  private volatile Instant now = Instant.parse("2025-10-26T23:55:02Z");
  private final ThreadLocal<Call> last = new ThreadLocal<>();
  private final List<ServiceEvent> happened = new ArrayList<>();

  public KmsFixture() {
    this(Stores.inMemory());
  }

  public KmsFixture(Store store) {
    this.store = store;
    this.surroundings =
        new Call.Surroundings(store, ids, principals, KmsFixture.this::decide, null);
    this.admin = user(ACCOUNT, "admin", ALL_OF_KMS);
    this.nobody = user(ACCOUNT, "nobody", null);
    this.stranger = user(OTHER_ACCOUNT, "stranger", ALL_OF_KMS);
  }

  /** A user who may do what the policy says; {@code null} for nothing. */
  public Principal user(String account, String name, String policy) {
    return principals.user(account, name, policy);
  }

  /** Lets time pass, with all that it brings about. */
  public void pass(Duration time) {
    now = now.plus(time);
    service.upkeep().run(new KeptSurroundings(store, this::now, ids, null, happened::add));
  }

  /** What services did of their own accord, oldest first. */
  public List<ServiceEvent> happened() {
    return happened;
  }

  public Instant now() {
    return now;
  }

  public Call lastCall() {
    return last.get();
  }

  /** A key's record as published. */
  public KeyRecord published(KeyMetadata key) {
    return store.state().get(KmsTables.KEYS, ACCOUNT + "/" + REGION + "/" + key.keyId());
  }

  public KeyMetadata createKey() {
    return createKey(admin, null);
  }

  public KeyMetadata createKey(Principal owner, String policy) {
    CreateKeyResponse made =
        call(owner, "CreateKey", CreateKeyRequest.builder().policy(policy).build());
    return made.keyMetadata();
  }

  /** A key of the administrator's of another spec than the usual. */
  public KeyMetadata createKey(String spec, String usage) {
    CreateKeyResponse made =
        call(admin, "CreateKey", CreateKeyRequest.builder().keySpec(spec).keyUsage(usage).build());
    return made.keyMetadata();
  }

  public <O extends SdkPojo> O call(Principal principal, String operation, SdkPojo input) {
    return call(principal, REGION, operation, input);
  }

  public <O extends SdkPojo> O call(
      Principal principal, String region, String operation, SdkPojo input) {
    return run(
        newCall(
            new Caller(principal, "SigV4", "AuthHeader", null, "203.0.113.9", null, null, null),
            region,
            new ContextValues(new PrincipalContext(principal))),
        operation,
        input);
  }

  /** A call that S3 makes for a caller. */
  public <O extends SdkPojo> O throughS3(Principal principal, String operation, SdkPojo input) {
    Caller caller = new Caller(principal, null, null, "s3.amazonaws.com", null, null, null, null);
    return run(
        newCall(
            caller,
            REGION,
            new ContextValues(new PrincipalContext(principal))
                .put("kms:viaservice", "s3." + REGION + ".amazonaws.com")),
        operation,
        input);
  }

  /** A call that a service makes by itself, for a resource of the account. */
  public <O extends SdkPojo> O asService(
      String service, String sourceArn, String operation, SdkPojo input) {
    Principal principal = Principal.service(service);
    return run(
        newCall(
            new Caller(principal, null, null, service, null, null, null, null),
            REGION,
            new ContextValues(new PrincipalContext(principal))
                .put("aws:sourcearn", sourceArn)
                .put("aws:sourceaccount", ACCOUNT)),
        operation,
        input);
  }

  public ServiceException refusalAsService(
      String service, String sourceArn, String operation, SdkPojo input) {
    return catchThrowableOfType(
        ServiceException.class, () -> asService(service, sourceArn, operation, input));
  }

  public ServiceException refusal(Principal principal, String operation, SdkPojo input) {
    return catchThrowableOfType(ServiceException.class, () -> call(principal, operation, input));
  }

  ServiceException refusalThroughS3(Principal principal, String operation, SdkPojo input) {
    return catchThrowableOfType(
        ServiceException.class, () -> throughS3(principal, operation, input));
  }

  private Call newCall(Caller caller, String region, ContextValues context) {
    return new Call(surroundings, caller, region, now, ids.uuid(), null, context);
  }

  private <O extends SdkPojo> O run(Call call, String name, SdkPojo input) {
    last.set(call);
    Operation<SdkPojo, O> operation = operation(name);
    List<String> violations = new ArrayList<>();
    for (Constraint constraint : operation.constraints()) {
      constraint.check(Shapes.members(input), violations);
    }
    if (!violations.isEmpty()) {
      throw service.invalid(
          violations.size() + " validation error detected: " + String.join("; ", violations));
    }
    Store.Staged<?> staged = null;
    try {
      for (AccessCheck check : operation.access().checks(call, input)) {
        Decision decision = decide(call, check);
        if (!decision.allowed()) {
          throw service.denied(call, check, decision);
        }
      }
      O output = operation.handler().handle(call, input);
      staged = call.takeStaged();
      if (staged != null) {
        staged.commit(List.of()).join();
      }
      return output;
    } catch (ServiceException e) {
      staged = call.takeStaged();
      if (staged != null) {
        staged.abort();
      }
      throw e;
    }
  }

  /** What the record of the last call says of its response. */
  public <O extends SdkPojo> Map<String, Object> recorded(String name, O output) {
    return this.<O>operation(name).trail().response().apply(lastCall(), output);
  }

  @SuppressWarnings("unchecked")
  public <O extends SdkPojo> Operation<SdkPojo, O> operation(String name) {
    return (Operation<SdkPojo, O>)
        service.operations().stream()
            .filter(operation -> operation.name().equals(name))
            .findFirst()
            .orElseThrow();
  }

  private Decision decide(Call call, AccessCheck check) {
    Principal principal = call.caller().principal();
    return PolicyEngine.decide(
        new AccessRequest(
            principal,
            check.action(),
            check.resource(),
            check.resourceAccount(),
            new ContextValues(call.context()).putAll(check.context())),
        PolicySet.of(check.authority())
            .withIdentity(surroundings.directory().identityPolicies(principal))
            .withResource(check.policy())
            .withAcl(check.acl())
            .withGrants(check.grants()));
  }

  @Override
  public void close() {
    store.close();
  }
}
