package dev.trailmark.cloud;

import dev.trailmark.cloud.cloudtrail.CloudTrailService;
import dev.trailmark.cloud.iam.IamService;
import dev.trailmark.cloud.kms.KmsService;
import dev.trailmark.cloud.operation.AuthorizationMessages;
import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.Service;
import dev.trailmark.cloud.protocol.KeptDocuments;
import dev.trailmark.cloud.s3.S3Family;
import dev.trailmark.cloud.s3.S3Service;
import dev.trailmark.cloud.s3.annotation.ObjectAnnotations;
import dev.trailmark.cloud.s3.config.BucketConfigurations;
import dev.trailmark.cloud.s3.control.S3Control;
import dev.trailmark.cloud.s3.cors.CrossOrigin;
import dev.trailmark.cloud.s3.form.FormUploads;
import dev.trailmark.cloud.s3.lifecycle.Lifecycle;
import dev.trailmark.cloud.s3.logging.AccessLogs;
import dev.trailmark.cloud.s3.replication.ObjectReplication;
import dev.trailmark.cloud.s3.tiering.ArchiveTiers;
import dev.trailmark.cloud.s3.website.Websites;
import dev.trailmark.cloud.sts.StsService;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The services that every simulator has. */
public final class Services {
  private Services() {}

  /**
   * An operation of AWS's, and whether the simulator has it.
   *
   * @param service the signing name
   * @param name the operation's name
   * @param implemented whether it is served; else it is answered with NotImplemented (501)
   */
  public record Entry(String service, String name, boolean implemented) {}

  /**
   * All services.
   *
   * @param requestClock the time that sessions are judged by
   * @param messages what refusals carry; {@code null} when they carry nothing
   * @param trails CloudTrail as it is set up
   */
  static List<Service> all(
      InstantSource requestClock, AuthorizationMessages messages, CloudTrailService trails) {
    return List.of(
        new KmsService(),
        new S3Service(s3Families(requestClock)),
        trails,
        new IamService(),
        new StsService(requestClock, messages));
  }

  /**
   * What S3 has beside its core.
   *
   * @param requestClock the time that policies of forms are judged by
   */
  public static S3Family[] s3Families(InstantSource requestClock) {
    DocumentCodec codec = new KeptDocuments();
    AccessLogs logs = new AccessLogs(codec);
    return new S3Family[] {
      new BucketConfigurations(codec),
      new Lifecycle(codec, logs::note),
      logs,
      new S3Control(codec),
      new CrossOrigin(codec),
      new Websites(codec),
      new FormUploads(requestClock),
      new ObjectAnnotations(),
      new ObjectReplication(codec),
      new ArchiveTiers(codec)
    };
  }

  /** Every operation of every service, by service and name. */
  public static List<Entry> operations() {
    List<Entry> entries = new ArrayList<>();
    for (Service service : all(InstantSource.system(), null, new CloudTrailService())) {
      Set<String> served =
          service.operations().stream().map(Operation::name).collect(Collectors.toSet());
      Set<String> names = new TreeSet<>(service.modelled());
      names.addAll(served);
      names.forEach(name -> entries.add(new Entry(service.name(), name, served.contains(name))));
    }
    return entries;
  }
}
