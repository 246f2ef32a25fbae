package dev.trailmark.cloud.operation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One row of a service's table: everything about an operation that its request and response types
 * do not say themselves.
 *
 * @param <I> the SDK's request type
 * @param <O> the SDK's response type
 */
public final class Operation<I extends SdkPojo, O extends SdkPojo> {

  /** The operation's logic. */
  @FunctionalInterface
  public interface Handler<I, O> {
    /**
     * Runs the operation.
     *
     * @throws ServiceException what the client is told
     */
    O handle(Call call, I input);
  }

  /** Which permissions a request needs. May throw, for instance NotFound for an absent resource. */
  @FunctionalInterface
  public interface Access<I> {
    /** The permissions, all of which must be held. */
    List<AccessCheck> checks(Call call, I input);
  }

  /** Where an operation runs. */
  public enum Threading {
    /** On the event loop: arithmetic and memory only. */
    INLINE,
    /** On a worker thread: waits, streams, or computes for long. */
    WORKER
  }

  private final String name;
  private final Supplier<? extends SdkPojo> newInput;
  private final Handler<I, O> handler;
  private final Access<I> access;
  private final List<Constraint> constraints;
  private final Set<String> honoured;
  private final TrailRule<I, O> trail;
  private final Threading threading;
  private final int status;
  private final String root;
  private final boolean streamsRequest;

  private Operation(Row<I, O> row) {
    this.name = row.name;
    this.newInput = row.newInput;
    this.handler = row.handler;
    this.access = row.access;
    this.constraints = List.copyOf(row.constraints);
    this.honoured = Set.copyOf(row.honoured);
    this.trail = row.trail;
    this.threading = row.threading;
    this.status = row.status;
    this.root = row.root;
    this.streamsRequest = row.streamsRequest;
  }

  /**
   * Begins a row.
   *
   * @param newInput makes an empty builder of the request, such as {@code
   *     CreateKeyRequest::builder}
   */
  public static <I extends SdkPojo, O extends SdkPojo> Row<I, O> of(
      String name, Supplier<? extends SdkPojo> newInput, Handler<I, O> handler) {
    return new Row<>(name, newInput, handler);
  }

  /** The operation's name. */
  public String name() {
    return name;
  }

  /** An empty builder of the request. */
  public SdkPojo newInput() {
    return newInput.get();
  }

  /** The operation's logic. */
  public Handler<I, O> handler() {
    return handler;
  }

  /** The permissions it needs. */
  public Access<I> access() {
    return access;
  }

  /** The documented limits of its input. */
  public List<Constraint> constraints() {
    return constraints;
  }

  /** API names of the input members that are honoured; any other that a caller sends is refused. */
  public Set<String> honoured() {
    return honoured;
  }

  /** How it is recorded. */
  public TrailRule<I, O> trail() {
    return trail;
  }

  /** Where it runs. */
  public Threading threading() {
    return threading;
  }

  /** The HTTP status of success. */
  public int status() {
    return status;
  }

  /**
   * For REST-XML: the response's root element; {@code null} for the output type's name. For the
   * query protocol: the result's element, where an empty output has one.
   */
  public String root() {
    return root;
  }

  /** Whether the request's body is a stream that the handler reads, not a document to decode. */
  public boolean streamsRequest() {
    return streamsRequest;
  }

  /** A row being written. */
  public static final class Row<I extends SdkPojo, O extends SdkPojo> {
    private final String name;
    private final Supplier<? extends SdkPojo> newInput;
    private final Handler<I, O> handler;
    private final List<Constraint> constraints = new ArrayList<>();
    private Access<I> access;
    private final Set<String> honoured = new HashSet<>();
    private TrailRule<I, O> trail = TrailRule.read();
    private Threading threading = Threading.INLINE;
    private int status = 200;
    private String root;
    private boolean streamsRequest;

    private Row(String name, Supplier<? extends SdkPojo> newInput, Handler<I, O> handler) {
      this.name = name;
      this.newInput = newInput;
      this.handler = handler;
    }

    /** Which permissions a request needs. */
    public Row<I, O> access(Access<I> checks) {
      this.access = checks;
      return this;
    }

    /** The operation needs no permission. */
    public Row<I, O> open() {
      return access((call, input) -> List.of());
    }

    /** The documented limits of the input. */
    public Row<I, O> constrain(Constraint... limits) {
      this.constraints.addAll(List.of(limits));
      return this;
    }

    /** API names of input members that the operation honours, besides those said before. */
    public Row<I, O> honours(String... members) {
      this.honoured.addAll(List.of(members));
      return this;
    }

    /** How the operation is recorded. */
    public Row<I, O> trail(TrailRule<I, O> rule) {
      this.trail = rule;
      return this;
    }

    /** The operation runs on a worker thread. */
    public Row<I, O> onWorker() {
      this.threading = Threading.WORKER;
      return this;
    }

    /** The HTTP status of success, when it is not 200. */
    public Row<I, O> status(int success) {
      this.status = success;
      return this;
    }

    /**
     * The response's root element, when it is not the output type's name; in the query protocol the
     * result's element of an output that is empty but has one.
     */
    public Row<I, O> root(String element) {
      this.root = element;
      return this;
    }

    /** The request's body is a stream that the handler reads with {@link Call#body()}. */
    public Row<I, O> streamsRequest() {
      this.streamsRequest = true;
      return this;
    }

    /** Ends the row; an operation without a word on access does not exist. */
    public Operation<I, O> build() {
      if (access == null) {
        throw new IllegalStateException(name + " does not say which permissions it needs");
      }
      return new Operation<>(this);
    }
  }
}
