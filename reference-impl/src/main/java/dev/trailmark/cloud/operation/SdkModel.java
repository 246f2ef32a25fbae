package dev.trailmark.cloud.operation;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.awscore.AwsRequest;

/** What the SDK's clients tell of a service's model. */
public final class SdkModel {
  private static final String REQUEST = "Request";

  private SdkModel() {}

  /**
   * The names of all operations that a service's client can call.
   *
   * @param client a client interface, such as {@code KmsClient.class}
   */
  public static Set<String> operationsOf(Class<?> client) {
    Set<String> names = new TreeSet<>();
    for (Method method : client.getMethods()) {
      for (Type parameter : method.getGenericParameterTypes()) {
        if (parameter instanceof Class<?> type && AwsRequest.class.isAssignableFrom(type)) {
          String name = type.getSimpleName();
          names.add(name.substring(0, name.length() - REQUEST.length()));
        }
      }
    }
    return names;
  }
}
