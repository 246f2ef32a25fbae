package dev.trailmark.cloud.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailmark.cloud.gateway.Entrance;
import dev.trailmark.cloud.gateway.Inquiries;
import dev.trailmark.cloud.gateway.Responder;
import dev.trailmark.cloud.iam.directory.IamCredentials;
import dev.trailmark.cloud.iam.enrolment.HeldAccounts;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.store.Ids;
import dev.trailmark.cloud.wire.Headers;
import dev.trailmark.cloud.wire.ResponseBody;
import dev.trailmark.cloud.wire.WireRequest;
import dev.trailmark.cloud.wire.WireResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Takes the requests below {@code /_trailmark/} and hands all others on. No bucket can have that
 * name; requests whose host names a bucket are that bucket's.
 *
 * <p>A request is {@code POST /_trailmark/OPERATION} with a JSON object, signed with Signature
 * Version 4 for the service {@code trailmark} in any region. An error is {@code {"__type": CODE,
 * "message": …}} with status 400, 403, 404, 405 or 500.
 */
public final class ControlRoom implements Entrance {
  /** What the paths of all operations begin with. */
  static final String PREFIX = "/_trailmark/";

  /** The signing name. */
  static final String SERVICE = "trailmark";

  private static final Logger LOG = System.getLogger(ControlRoom.class.getName());
  private static final JsonMapper JSON = new JsonMapper();

  private final Entrance next;
  private final Inquiries inquiries;
  private final Ids ids;
  private final Executor workers;
  private final Map<String, ControlOperation> operations;

  /**
   * The control room.
   *
   * @param next where all other requests go
   * @param inquiries asks the pipeline
   * @param credentials finds principals by their ARNs
   * @param accounts makes accounts
   * @param requestClock the time that sessions are judged by
   * @param workers runs what may take longer
   */
  public ControlRoom(
      Entrance next,
      Inquiries inquiries,
      IamCredentials credentials,
      HeldAccounts accounts,
      InstantSource requestClock,
      Ids ids,
      Executor workers) {
    this.next = next;
    this.inquiries = inquiries;
    this.ids = ids;
    this.workers = workers;
    Enrol enrol = new Enrol(accounts);
    this.operations =
        Map.of(
            "explain",
            new Explain(inquiries, new Subjects(inquiries, credentials, requestClock))::answer,
            "accounts",
            enrol::answer,
            "students",
            enrol::list);
  }

  @Override
  public void accept(WireRequest request, Responder responder) {
    if (request.rawPath().startsWith(PREFIX) && !Inquiries.namesBucket(request)) {
      workers.execute(() -> responder.send(answer(request)));
    } else {
      next.accept(request, responder);
    }
  }

  private WireResponse answer(WireRequest request) {
    String requestId = ids.uuid();
    try {
      Call call = inquiries.admit(request, SERVICE);
      ControlOperation operation = operation(request);
      return response(
          200,
          operation.answer(call, ControlInput.read(call.body().stream().readAllBytes())),
          requestId);
    } catch (ServiceException refusal) {
      return error(refusal, requestId);
    } catch (IOException | UncheckedIOException gone) {
      LOG.log(Level.DEBUG, "a body could not be read", gone);
      return error(ControlError.VALIDATION.because("The body did not arrive whole."), requestId);
    } catch (RuntimeException | Error failure) {
      LOG.log(Level.ERROR, "a request to the control room could not be served", failure);
      return error(ControlError.INTERNAL.because("An internal error; try again."), requestId);
    }
  }

  private ControlOperation operation(WireRequest request) {
    String name = request.rawPath().substring(PREFIX.length());
    ControlOperation operation = operations.get(name);
    if (operation == null) {
      throw ControlError.UNKNOWN_OPERATION.because(
          "There is no operation '%s'; there is %s.",
          name, String.join(", ", operations.keySet().stream().sorted().toList()));
    }
    if (!request.method().equals("POST")) {
      throw ControlError.METHOD_NOT_ALLOWED.because("%s takes POST.", request.rawPath());
    }
    return operation;
  }

  private static WireResponse error(ServiceException refusal, String requestId) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("__type", refusal.code());
    body.put("message", refusal.getMessage());
    return response(refusal.status(), body, requestId);
  }

  private static WireResponse response(int status, JsonNode body, String requestId) {
    Headers headers = new Headers();
    headers.add("Content-Type", "application/json");
    headers.add("Cache-Control", "no-store");
    headers.add("x-amzn-RequestId", requestId);
    try {
      return new WireResponse(status, headers, ResponseBody.of(JSON.writeValueAsBytes(body)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON cannot be written", e);
    }
  }
}
