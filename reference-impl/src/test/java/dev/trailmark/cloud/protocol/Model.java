package dev.trailmark.cloud.protocol;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Caller;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.Protocol;
import dev.trailmark.cloud.operation.SdkModel;
import dev.trailmark.cloud.operation.Service;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.policy.Decision;
import dev.trailmark.cloud.store.Ids;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The five services as the SDK's clients list them: rows without logic, for the codecs' tests. */
final class Model {
  static final Model KMS = new Model("kms", KmsClient.class, Protocol.json("TrentService"));
  static final Model CLOUDTRAIL =
      new Model(
          "cloudtrail",
          CloudTrailClient.class,
          Protocol.json("com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101"));
  static final Model STS =
      new Model(
          "sts",
          StsClient.class,
          Protocol.query("2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/"));
  static final Model IAM =
      new Model(
          "iam",
          IamClient.class,
          Protocol.query("2010-05-08", "https://iam.amazonaws.com/doc/2010-05-08/"));
  static final Model S3 =
      new Model("s3", S3Client.class, Protocol.restXml("http://s3.amazonaws.com/doc/2006-03-01/"));

  /** An API of its own behind S3's port, with a codec of its own. */
  static final Model S3_CONTROL =
      new Model(
          "s3control", S3ControlClient.class, Protocol.restXml("http://s3.amazonaws.com/doc/"));

  static final List<Model> ALL = List.of(KMS, CLOUDTRAIL, STS, IAM, S3);

  private final String name;
  private final Class<?> client;
  private final Protocol protocol;

  private Model(String name, Class<?> client, Protocol protocol) {
    this.name = name;
    this.client = client;
    this.protocol = protocol;
  }

  String name() {
    return name;
  }

  /** The client's methods that take a request, with or without a stream, and return a response. */
  List<Method> methods() {
    return Arrays.stream(client.getMethods())
        .filter(
            method ->
                method.getParameterCount() >= 1
                    && method.getParameterTypes()[0].getSimpleName().endsWith("Request")
                    && SdkPojo.class.isAssignableFrom(method.getParameterTypes()[0]))
        .filter(method -> method.getReturnType().getSimpleName().endsWith("Response"))
        .filter(
            method ->
                method.getParameterCount() == 1
                    || method.getParameterTypes()[1] == RequestBody.class)
        .sorted(Comparator.comparing(Method::getName))
        .toList();
  }

  static String operationName(Method method) {
    String request = method.getParameterTypes()[0].getSimpleName();
    return request.substring(0, request.length() - "Request".length());
  }

  static SdkPojo builder(Class<?> type) {
    try {
      return (SdkPojo) type.getMethod("builder").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type.getName(), e);
    }
  }

  static Operation<?, ?> row(Method method) {
    return row(operationName(method), method.getParameterTypes()[0]);
  }

  static Operation<?, ?> row(String name, Class<?> request) {
    return Operation.of(
            name,
            () -> builder(request),
            (call, input) -> {
              throw new UnsupportedOperationException();
            })
        .open()
        .build();
  }

  Codec codec() {
    return Codecs.of(service());
  }

  static Router router() {
    List<Service> services = new ArrayList<>();
    ALL.forEach(model -> services.add(model.service()));
    return new Router(services);
  }

  static Call call() {
    Caller caller = new Caller(Principal.anonymous(), null, null, null, null, null, null, null);
    Call.Surroundings surroundings = new Call.Surroundings(null, new Ids(), null, null, null);
    return new Call(surroundings, caller, "us-east-1", Instant.EPOCH, "request-id", null, null);
  }

  private Service service() {
    return new Service() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Protocol protocol() {
        return protocol;
      }

      @Override
      public List<Operation<?, ?>> operations() {
        return List.of();
      }

      @Override
      public Collection<String> modelled() {
        return SdkModel.operationsOf(client);
      }

      @Override
      public ServiceException denied(Call call, AccessCheck check, Decision decision) {
        throw new UnsupportedOperationException();
      }

      @Override
      public ServiceException invalid(String message) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
