package dev.trailmark.cloud.s3.config;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.config.ConfigurationCheck.Kept;
import dev.trailmark.cloud.s3.config.ConfigurationCheck.Sent;
import dev.trailmark.cloud.s3.request.S3Error;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.NotificationConfigurationFilter;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.TopicConfiguration;

/**
 * Event notifications: checked and kept. There is no SNS, SQS, Lambda or EventBridge to send them
 * to.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html"
 *     >PutBucketNotificationConfiguration</a>
 */
final class Notifications {
  /** The documented quota of a bucket. */
  private static final int MOST = 100;

  private Notifications() {}

  static List<Operation<?, ?>> rows(S3Access access, DocumentCodec codec) {
    return new ConfigurationRows(access, codec, "notification")
        .put(
            Naming.of("PutBucketNotificationConfiguration")
                .allowedBy("PutBucketNotification")
                .loggedAs("PutBucketNotification"),
            PutBucketNotificationConfigurationRequest::builder,
            "NotificationConfiguration",
            Notifications::check,
            PutBucketNotificationConfigurationResponse.builder().build(),
            "SkipDestinationValidation")
        .get(
            Naming.of("GetBucketNotificationConfiguration")
                .allowedBy("GetBucketNotification")
                .loggedAs("GetBucketNotification"),
            GetBucketNotificationConfigurationRequest::builder,
            GetBucketNotificationConfigurationResponse::builder,
            Absent.meaning(NotificationConfiguration.builder().build()))
        .rows();
  }

  private static Kept check(Sent<NotificationConfiguration> sent) {
    NotificationConfiguration named = named(sent.call(), sent.document());
    List<NotificationRule> rules = new ArrayList<>();
    named.topicConfigurations().forEach(c -> rules.add(NotificationRule.of(c)));
    named.queueConfigurations().forEach(c -> rules.add(NotificationRule.of(c)));
    named.lambdaFunctionConfigurations().forEach(c -> rules.add(NotificationRule.of(c)));
    rules.forEach(rule -> rule.check(sent.bucket().region()));
    if (rules.size() > MOST) {
      throw S3Error.INVALID_ARGUMENT.because(
          "A bucket cannot have more than %d event notification configurations", MOST);
    }
    NotificationRule.requireDistinct(rules);
    return Kept.of(named);
  }

  /** The same with ids where none were sent, and its filters' names as S3 writes them. */
  private static NotificationConfiguration named(Call call, NotificationConfiguration sent) {
    NotificationConfiguration.Builder named = NotificationConfiguration.builder();
    List<TopicConfiguration> topics = new ArrayList<>();
    for (TopicConfiguration topic : sent.topicConfigurations()) {
      topics.add(
          topic.toBuilder()
              .id(id(call, topic.id()))
              .filter(NotificationRule.shown(topic.filter()))
              .build());
    }
    List<QueueConfiguration> queues = new ArrayList<>();
    for (QueueConfiguration queue : sent.queueConfigurations()) {
      queues.add(
          queue.toBuilder()
              .id(id(call, queue.id()))
              .filter(NotificationRule.shown(queue.filter()))
              .build());
    }
    List<LambdaFunctionConfiguration> functions = new ArrayList<>();
    for (LambdaFunctionConfiguration function : sent.lambdaFunctionConfigurations()) {
      functions.add(
          function.toBuilder()
              .id(id(call, function.id()))
              .filter(NotificationRule.shown(function.filter()))
              .build());
    }
    return named
        .topicConfigurations(topics)
        .queueConfigurations(queues)
        .lambdaFunctionConfigurations(functions)
        .eventBridgeConfiguration(sent.eventBridgeConfiguration())
        .build();
  }

  private static NotificationConfigurationFilter spelt(NotificationConfigurationFilter sent) {
    if (sent == null || sent.key() == null) {
      return sent;
    }
    List<FilterRule> rules = sent.key().filterRules().stream().map(Notifications::spelt).toList();
    return sent.toBuilder().key(key -> key.filterRules(rules)).build();
  }

  /** {@code PREFIX} is kept as {@code Prefix}; what is none of the names stays for the refusal. */
  private static FilterRule spelt(FilterRule rule) {
    for (String name : List.of("Prefix", "Suffix")) {
      if (name.equalsIgnoreCase(rule.nameAsString())) {
        return rule.toBuilder().name(name).build();
      }
    }
    return rule;
  }

  private static String id(Call call, String sent) {
    return sent == null || sent.isEmpty()
        ? Base64.getEncoder().encodeToString(call.ids().uuid().getBytes(StandardCharsets.US_ASCII))
        : sent;
  }
}
