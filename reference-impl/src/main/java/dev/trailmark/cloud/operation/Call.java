package dev.trailmark.cloud.operation;

import dev.trailmark.cloud.policy.Decision;
import dev.trailmark.cloud.policy.RequestContext;
import dev.trailmark.cloud.store.Blobs;
import dev.trailmark.cloud.store.EventHistory;
import dev.trailmark.cloud.store.Ids;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Transaction;
import dev.trailmark.cloud.wire.Headers;
import dev.trailmark.cloud.wire.PostedForm;
import dev.trailmark.cloud.wire.ResponseBody;
import dev.trailmark.cloud.wire.WireRequest;
import java.time.Instant;
import java.util.function.Function;

/**
 * One request on its way through the pipeline: who, where, when, and what the operation may use.
 * Used by one thread at a time.
 */
public final class Call {
  private final Surroundings surroundings;
  private final Caller caller;
  private final String region;
  private final Instant time;
  private final String requestId;
  private final WireRequest wire;
  private final RequestContext context;
  private final TrailNotes trail = new TrailNotes();
  private final Headers replyHeaders = new Headers();
  private StreamedBody body;
  private PostedForm form;
  private ResponseBody replyBody;
  private int replyStatus;
  private Store.Staged<?> staged;
  private Object subject;
  private String hostId;

  /**
   * What every call of one simulator shares.
   *
   * @param store all state
   * @param ids identifiers and secrets
   * @param directory IAM's knowledge of principals
   * @param authorizer decides permissions
   * @param services reaches other services
   */
  public record Surroundings(
      Store store, Ids ids, Directory directory, Authorizer authorizer, ServiceCalls services) {}

  /**
   * A call.
   *
   * @param region the region that the credential scope chose
   * @param time now, by the simulated clock
   * @param wire the HTTP request; {@code null} when a service calls
   * @param context the condition keys of every request
   */
  public Call(
      Surroundings surroundings,
      Caller caller,
      String region,
      Instant time,
      String requestId,
      WireRequest wire,
      RequestContext context) {
    this.surroundings = surroundings;
    this.caller = caller;
    this.region = region;
    this.time = time;
    this.requestId = requestId;
    this.wire = wire;
    this.context = context;
  }

  /** Who calls. */
  public Caller caller() {
    return caller;
  }

  /** The caller's account; {@code null} for anonymous callers and services. */
  public String accountId() {
    return caller.principal().accountId();
  }

  /** The region that the credential scope chose. */
  public String region() {
    return region;
  }

  /** Now, by the simulated clock. */
  public Instant time() {
    return time;
  }

  /** The request's id, as the response and the trail name it. */
  public String requestId() {
    return requestId;
  }

  /** S3's second request id ({@code x-amz-id-2}), the same in the response and the trail. */
  public String hostId() {
    if (hostId == null) {
      hostId = ids().hostId();
    }
    return hostId;
  }

  /** The HTTP request; {@code null} when a service calls. */
  public WireRequest wire() {
    return wire;
  }

  /** The condition keys of the request; a check adds its own. */
  public RequestContext context() {
    return context;
  }

  /** Notes for the record. */
  public TrailNotes trail() {
    return trail;
  }

  /** The published records. */
  public State state() {
    return surroundings.store().state();
  }

  /** Object bodies. */
  public Blobs blobs() {
    return surroundings.store().blobs();
  }

  /** The event history. */
  public EventHistory history() {
    return surroundings.store().history();
  }

  /** Identifiers and secrets. */
  public Ids ids() {
    return surroundings.ids();
  }

  /** IAM's knowledge of principals. */
  public Directory directory() {
    return surroundings.directory();
  }

  /** Other services. */
  public ServiceCalls services() {
    return surroundings.services();
  }

  /** Whether the caller has another permission; does not fail the call. */
  public Decision decide(AccessCheck check) {
    return surroundings.authorizer().decide(this, check);
  }

  /** A refusal for want of a permission, with what the simulator adds to it. */
  public ServiceException explained(
      AccessCheck check, Decision decision, ServiceException refusal) {
    return surroundings.authorizer().explained(this, check, decision, refusal);
  }

  /**
   * What the access stage resolved, such as a key or a bucket. The handler works on this very
   * thing, so that what was authorized is what is used, even when a name has meanwhile come to mean
   * something else.
   */
  public void subject(Object resolved) {
    this.subject = resolved;
  }

  /**
   * What the access stage resolved.
   *
   * @throws IllegalStateException when it resolved nothing of the kind
   */
  public <T> T subject(Class<T> type) {
    if (!type.isInstance(subject)) {
      throw new IllegalStateException("the access stage resolved no " + type.getSimpleName());
    }
    return type.cast(subject);
  }

  /**
   * Changes records, once per call. The scope stays locked until the pipeline has queued the
   * commit, which follows at once: do what is slow, and call other services, before.
   *
   * @param scope what is locked, such as {@code kms/111122223333/us-east-1} or {@code s3/bucket}
   */
  public <T> T update(String scope, Function<Transaction, T> change) {
    if (staged != null) {
      throw new IllegalStateException("a call changes state once");
    }
    Store.Staged<T> made = surroundings.store().stage(scope, change);
    staged = made;
    return made.result();
  }

  /** For the pipeline: takes over the staged change, or {@code null}. */
  public Store.Staged<?> takeStaged() {
    Store.Staged<?> taken = staged;
    staged = null;
    return taken;
  }

  /**
   * The request's body: what rows that stream read, and what other rows compare digests with;
   * {@code null} when a service calls without one.
   */
  public StreamedBody body() {
    return body;
  }

  /** For the pipeline: the body that the handler is to read. */
  public void body(StreamedBody streamed) {
    this.body = streamed;
  }

  /**
   * The form of an upload from a browser, its file still unread; {@code null} for every other call.
   */
  public PostedForm form() {
    return form;
  }

  /** For the pipeline: the form that the request was. */
  public void form(PostedForm posted) {
    this.form = posted;
  }

  /** Answers with a streaming body. */
  public void reply(ResponseBody newBody) {
    this.replyBody = newBody;
  }

  /** Answers with another status of success than the row's, such as 206. */
  public void status(int status) {
    this.replyStatus = status;
  }

  /** Adds a header that the output type does not have. */
  public void header(String name, String value) {
    replyHeaders.add(name, value);
  }

  /** The streaming body of the answer, or {@code null}. */
  public ResponseBody replyBody() {
    return replyBody;
  }

  /** The status set by the operation; 0 when it is the row's. */
  public int replyStatus() {
    return replyStatus;
  }

  /** Headers set by the operation. */
  public Headers replyHeaders() {
    return replyHeaders;
  }
}
